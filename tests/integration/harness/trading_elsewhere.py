"""A system that trades as fast as it is quoted, at a venue in a process of its own."""
from collections import Counter
from datetime import datetime, timedelta

from .ports import free_port
from .process import Process
from .rest import at_venue, call_if_up
from .system import SystemTest
from .waiting import wait_until

PAGE = 500
SPEED = 240  # so many minutes of the market in one
SYMBOLS = ("AAPL", "MSFT", "NVDA", "TSLA", "BTC/USD", "ETH/USD", "SOL/USD", "LTC/USD")
KEYS = {"APCA-API-KEY-ID": "key", "APCA-API-SECRET-KEY": "secret"}
SETTINGS = {
    "trading.symbols": list(SYMBOLS), "trading.strategies": ["every_quote"],
    "venue.speed": str(SPEED), "risk.open_positions_max": 100, "risk.equity_fraction_bps": 100,
    "risk.position_notional_max": "1000000", "risk.daily_loss_max": "1000000",
    "risk.duplicate_window_ms": 0, "executor.unknown_lookup_interval_ms": 100,
}


class TradingElsewhere(SystemTest):
    def setUp(self):
        self.port = free_port()
        self.venue = Process(["venue", "--port", self.port, "--rate-limit", 0, "--speed", SPEED,
                              "--seed", 127, "--partials"])
        self.addCleanup(self.venue.end)
        wait_until(lambda: call_if_up(self.port, "GET", "/v2/clock", headers=KEYS),
                   "the venue answers", 30)
        self.running = self.system(settings=SETTINGS, environment={
            "ALPACA_API_KEY": "key", "ALPACA_SECRET_KEY": "secret",
            "ALPACA_BASE_URL": f"http://127.0.0.1:{self.port}"})

    def venue_orders(self):
        """All, by client order id; fails where one identifier is there twice."""
        found, after = {}, "2000-01-01T00:00:00Z"
        while True:
            page = at_venue(self.port, f"/v2/orders?status=all&direction=asc&limit={PAGE}"
                                       f"&after={after}")
            fresh = [each for each in page if each["id"] not in found]
            found.update((each["id"], each) for each in fresh)
            if not fresh:
                break
            # Orders of one instant may be on two pages.
            last = datetime.fromisoformat(page[-1]["submitted_at"][:19])
            after = (last - timedelta(seconds=1)).isoformat() + "Z"
        times = Counter(each["client_order_id"] for each in found.values())
        self.assertEqual([each for each, count in times.items() if count > 1], [], "doubled")
        return {each["client_order_id"]: each for each in found.values()}
