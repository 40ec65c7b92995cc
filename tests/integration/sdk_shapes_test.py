"""The venue takes requests in the shapes in which other SDKs send them, recorded from their source:
alpaca-py, alpaca-trade-api-go v3, the legacy Python SDK, C#, apca. None of them is run here."""
import base64
import re
from urllib.parse import urlsplit

from integration.harness.process import Process
from integration.harness.rest import call
from integration.harness.system import SystemTest
from integration.harness.waiting import wait_until
from integration.harness.websocket import WebSocket

KEY, SECRET = "SHAPES", "made up for the tests"
KEYS = {"APCA-API-KEY-ID": KEY, "APCA-API-SECRET-KEY": SECRET}
BASIC = {"Authorization": "Basic " + base64.b64encode(f"{KEY}:{SECRET}".encode()).decode()}
URL = re.compile(r"http://127\.0\.0\.1:\d+")
STARTED_S = 30

GO_ORDER = {"symbol": "AAPL", "qty": "1", "notional": None, "side": "buy", "type": "limit",
            "time_in_force": "gtc", "limit_price": "2", "extended_hours": False,
            "stop_price": None, "client_order_id": "", "order_class": "", "take_profit": None,
            "stop_loss": None, "trail_price": None, "trail_percent": None, "legs": None,
            "position_intent": ""}
PY_ORDER = {"symbol": "AAPL", "qty": 1.0, "side": "buy", "type": "limit", "time_in_force": "day",
            "limit_price": 1.5, "extended_hours": False}
# What alpaca-py cannot do without, by path.
NEEDED = {
    "/v2/account/configurations": {"fractional_trading", "max_margin_multiplier", "no_shorting",
                                   "suspend_trade", "trade_confirm_email",
                                   "ptp_no_exception_entry"},
    "/v2/assets/AAPL": {"id", "class", "exchange", "symbol", "status", "tradable", "marginable",
                        "shortable", "easy_to_borrow", "fractionable"},
}
ORDER_NEEDED = {"id", "client_order_id", "created_at", "updated_at", "submitted_at",
                "order_class", "time_in_force", "status", "extended_hours"}
# (whose, path, headers, the member that must be there)
READS = (
    ("alpaca-py", "/v2/stocks/bars?symbols=AAPL%2CMSFT&timeframe=1Min&limit=10000", KEYS, "bars"),
    ("alpaca-py", "/v2/stocks/trades/latest?symbols=AAPL", BASIC, "trades"),
    ("alpaca-py", "/v2/stocks/snapshots?symbols=AAPL%2CMSFT&feed=iex", KEYS, "MSFT"),
    ("alpaca-py", "/v1beta3/crypto/us/latest/orderbooks?symbols=BTC%2FUSD", {}, "orderbooks"),
    ("alpaca-py", "/v1beta3/crypto/us/snapshots?symbols=BTC%2FUSD%2CETH%2FUSD", {}, "snapshots"),
    ("alpaca-py", "/v1beta1/news?limit=50&symbols=AAPL", KEYS, "news"),
    ("alpaca-py", "/v1beta1/screener/stocks/most-actives?by=volume&top=10", KEYS, "most_actives"),
    ("alpaca-py", "/v1beta1/screener/stocks/movers?top=10", KEYS, "gainers"),
    ("alpaca-py", "/v1/corporate-actions?symbols=AAPL&limit=1000", KEYS, "corporate_actions"),
    ("go", "/v2/stocks/bars?symbols=AAPL&timeframe=1Min&adjustment=raw&asof=&feed=sip&limit=100"
           "&currency=USD&sort=asc", KEYS, "bars"),
    ("go", "/v2/stocks/quotes?symbols=AAPL&start=2026-01-02T15%3A00%3A00Z"
           "&end=2026-01-02T15%3A00%3A05.5Z&feed=iex", KEYS, "quotes"),
    ("go", "/v2/stocks/auctions?symbols=AAPL&limit=10", KEYS, "auctions"),
    ("go", "/v2/account/activities?page_size=100&direction=desc", KEYS, None),
    ("go", "/v2/positions?symbol=AAPL", KEYS, None),
    ("legacy Python", "/v2/stocks/AAPL/trades?start=2026-01-02&end=2026-01-03&limit=10", KEYS,
     "trades"),
    ("legacy Python", "/v2/stocks/AAPL/snapshot", KEYS, "latestTrade"),
    ("C#", "/v2/stocks/AAPL/bars?adjustment=all&timeframe=1Day&limit=1000&sort=desc", KEYS,
     "bars"),
    ("apca", "/v2/stocks/AAPL/quotes/latest?feed=iex", KEYS, "quote"),
)


class sdk_shapes(SystemTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        process = Process(["venue", "--port", "0", "--speed", "60", "--key", f"{KEY}:{SECRET}"])
        cls.addClassCleanup(process.end)
        url = wait_until(lambda: URL.search(process.printed()), "the venue tells its URL",
                         STARTED_S).group()
        cls.port = urlsplit(url).port

    def test_reads_are_answered_in_every_shape(self):
        for whose, path, headers, member in READS:
            with self.subTest(f"{whose}: {path}"):
                answer = call(self.port, "GET", path, headers=headers)
                self.assertEqual(answer.status, 200, answer.text)
                if member is not None:
                    self.assertIn(member, answer.body)

    def test_answers_have_what_alpaca_py_needs(self):
        for path, needed in NEEDED.items():
            with self.subTest(path):
                self.assertLessEqual(needed, call(self.port, "GET", path, headers=KEYS).body.keys())

    def test_orders_are_taken_with_floats_and_with_nulls(self):
        for whose, order in (("alpaca-py", PY_ORDER), ("go", GO_ORDER)):
            with self.subTest(whose):
                answer = call(self.port, "POST", "/v2/orders", order, KEYS)
                self.assertEqual(answer.status, 200, answer.text)
                self.assertLessEqual(ORDER_NEEDED, answer.body.keys())
                self.assertEqual(answer.body["qty"], "1")
                canceled = call(self.port, "DELETE", f"/v2/orders/{answer.body['id']}",
                                headers={**KEYS, "Content-Type": ""})
                self.assertEqual((canceled.status, canceled.text), (204, ""))

    def test_errors_have_code_and_message(self):
        for method, path in (("GET", "/v2/orders/nobody"), ("GET", "/v2/positions/MSFT"),
                             ("GET", "/v2/nothing")):
            with self.subTest(path):
                body = call(self.port, method, path, headers=KEYS).body
                self.assertIsInstance(body["code"], int)
                self.assertIsInstance(body["message"], str)

    def test_no_page_token_needs_encoding(self):
        page = call(self.port, "GET", "/v1beta3/crypto/us/trades?symbols=BTC%2FUSD&limit=1"
                    "&start=2020-01-01", headers=KEYS).body
        self.assertRegex(page["next_page_token"], r"^[A-Za-z0-9._~-]+$")

    def test_the_order_stream_speaks_both_spellings_on_both_paths(self):
        for whose, path, said in (
                ("C#", "/stream", {"action": "authenticate",
                                   "data": {"key_id": KEY, "secret_key": SECRET}}),
                ("legacy Python", "/stream/", {"action": "authenticate",
                                               "data": {"key_id": KEY, "secret_key": SECRET}}),
                ("apca", "/stream", {"action": "auth", "key": KEY, "secret": SECRET})):
            with self.subTest(whose), WebSocket(self.port, path) as stream:
                stream.send(said)
                self.assertEqual(stream.receive()["data"]["status"], "authorized")
                stream.send({"action": "listen", "data": {"streams": ["trade_updates"]}})
                self.assertEqual(stream.receive()["data"]["streams"], ["trade_updates"])

    def test_a_data_stream_takes_a_message_in_pieces_as_alpaca_py_sends_it(self):
        with WebSocket(self.port, "/v2/iex") as stream:
            self.assertEqual(stream.receive()[0]["msg"], "connected")
            stream.send_in_pieces({"action": "auth", "key": KEY, "secret": SECRET}, 8)
            self.assertEqual(stream.receive()[0]["msg"], "authenticated")
            stream.send_in_pieces({"action": "subscribe", "trades": ["AAPL"], "quotes": [],
                                   "bars": ["*"]}, 16)
            self.assertEqual(stream.receive()[0]["cancelErrors"], ["AAPL"])

    def test_a_data_stream_takes_keys_in_the_upgrade_request(self):
        for headers in (KEYS, BASIC):
            with self.subTest(headers), WebSocket(self.port, "/v2/iex", headers) as stream:
                self.assertEqual(stream.receive()[0]["msg"], "connected")
                self.assertEqual(stream.receive()[0]["msg"], "authenticated")
                stream.send({"action": "auth", "key": KEY, "secret": SECRET})
                self.assertEqual(stream.receive()[0]["code"], 403)

    def test_the_legacy_python_sdk_finds_its_crypto_stream(self):
        with WebSocket(self.port, "/v1beta2/crypto", KEYS) as stream:
            self.assertEqual(stream.receive()[0]["msg"], "connected")
