"""A second source while the venue is silent: shown with its name and age, never traded on."""
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlparse

from integration.harness.outside_venue import OutsideVenue
from integration.harness.system import SystemTest
from integration.harness.waiting import wait_until

WITHIN_S = 60
PRICE = 12345.5
AHEAD_S = 7200  # the venue's market runs faster than the clock: bars that come after its own


class charts(BaseHTTPRequestHandler):
    """Answers as Yahoo's chart does: a bar for each minute asked for, all at one price."""

    def do_GET(self):
        asked = parse_qs(urlparse(self.path).query)
        began, ended = int(asked["period1"][0]), int(asked["period2"][0])
        times = list(range(began - began % 60 + AHEAD_S, ended + AHEAD_S, 60))
        prices = [PRICE] * len(times)
        quote = {"open": prices, "high": prices, "low": prices, "close": prices,
                 "volume": [10] * len(times)}
        body = json.dumps({"chart": {"error": None, "result": [{
            "meta": {"currency": "USD", "symbol": self.path.split("/")[-1].split("?")[0],
                     "regularMarketTime": ended, "regularMarketPrice": PRICE, "gmtoffset": 0},
            "timestamp": times, "indicators": {"quote": [quote]}}]}}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


class second_source(SystemTest):
    def setUp(self):
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), charts)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.addCleanup(self.server.server_close)
        self.addCleanup(self.server.shutdown)
        self.venue = OutsideVenue(self, "--seed", 5, "--speed", 60)
        system = self.system(settings={
            "trading.symbols": ["BTC/USD"], "trading.strategies": [],
            "feed.silence_max_s": 4, "risk.quote_age_max_ms": 3000,
            "feed.fallback_url": f"http://127.0.0.1:{self.server.server_port}"},
            environment=self.venue.environment)
        self.operator = system.ready(system.start("--enable-trading"))

    def quote(self, second):
        answer = self.operator.ask("GET", "/api/quotes/BTC-USD")
        known = answer.status == 200 and (answer.body["source"] == "yahoo") == second
        return answer.body if known else None

    def buy(self):
        return self.operator.ask("POST", "/api/orders", {
            "symbol": "BTC/USD", "side": "buy", "qty": "0.01", "type": "market",
            "time_in_force": "gtc"})

    def test_a_silent_symbol_shows_the_other_sources_price_and_takes_no_entry(self):
        own = wait_until(lambda: self.quote(second=False), "the venue's own quote", WITHIN_S)
        self.assertLess(own["age_ms"], 60_000)
        self.venue.faults({"kind": "mute_stream", "stream": "data", "duration_ms": 0})
        other = wait_until(lambda: self.quote(second=True), "the second source's quote", WITHIN_S)
        self.assertEqual((other["bid"], other["ask"]), (PRICE, PRICE))
        self.assertGreaterEqual(other["age_ms"], 0)
        self.assertLess(other["age_ms"], 60_000)
        bars = self.operator.get("/api/bars/BTC-USD?limit=5")
        self.assertEqual(bars[-1].get("source"), "yahoo", bars)
        self.assertEqual(bars[-1]["c"], PRICE)
        refused = self.buy()
        self.assertEqual(refused.status, 403, refused.text)
        self.assertIn("quote", refused.body["error"]["code"])
        self.venue.faults()
        wait_until(lambda: self.quote(second=False), "the venue speaks again", WITHIN_S)
        bars = self.operator.get("/api/bars/BTC-USD?limit=500")
        self.assertEqual([each for each in bars if "source" in each], [])
        taken = wait_until(lambda: (lambda made: made.status == 200 and made)(self.buy()),
                           "an entry on the venue's own quote", WITHIN_S)
        self.assertEqual(taken.body["symbol"], "BTC/USD")
