"""A system that trades as fast as it is quoted, at a venue in a process of its own."""
from .outside_venue import OutsideVenue
from .system import SystemTest

SPEED = 240  # so many minutes of the market in one
SYMBOLS = ("AAPL", "MSFT", "NVDA", "TSLA", "BTC/USD", "ETH/USD", "SOL/USD", "LTC/USD")
SETTINGS = {
    "trading.symbols": list(SYMBOLS), "trading.strategies": ["every_quote"],
    "venue.speed": str(SPEED), "risk.open_positions_max": 100, "risk.equity_fraction_bps": 100,
    "risk.position_notional_max": "1000000", "risk.daily_loss_max": "1000000",
    "risk.duplicate_window_ms": 0, "executor.unknown_lookup_interval_ms": 100,
}


class TradingElsewhere(SystemTest):
    def setUp(self):
        self.venue = OutsideVenue(self, "--speed", SPEED, "--seed", 127, "--partials")
        self.port = self.venue.port
        self.running = self.system(settings=SETTINGS, environment=self.venue.environment)

    def venue_orders(self):
        return self.venue.orders()
