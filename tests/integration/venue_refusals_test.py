"""Every refusal of an order that the protocol tells, each by the request that causes it, with its
status, code and text; and those of other requests."""
import re
from urllib.parse import urlsplit

from integration.harness.process import Process
from integration.harness.rest import call
from integration.harness.system import SystemTest
from integration.harness.waiting import wait_until

KEYS = {"APCA-API-KEY-ID": "REFUSED", "APCA-API-SECRET-KEY": "made up for the tests"}
URL = re.compile(r"http://127\.0\.0\.1:\d+")
STARTED_S = 30
FORBIDDEN, UNKNOWN, PARAMETER, BUSINESS = 40310000, 40410000, 40010001, 42210000
ABSENT = object()
MARKET = {"symbol": "AAPL", "qty": "1", "side": "buy", "type": "market", "time_in_force": "day"}
PROFIT, LOSS = {"limit_price": "9000"}, {"stop_price": "2"}
PENNIES = "sub-penny increment does not fulfill minimum pricing criteria"


def order(**changed):
    return {name: value for name, value in {**MARKET, **changed}.items() if value is not ABSENT}


def coin(**changed):
    return order(**{"symbol": "BTC/USD", "qty": "0.001", "time_in_force": "gtc", **changed})


def bracket(**changed):
    return order(**{"order_class": "bracket", "take_profit": PROFIT, "stop_loss": LOSS, **changed})


# (status, code, text, order)
ORDERS = (
    # -- what every order has
    (422, PARAMETER, "symbol is required", order(symbol=ABSENT)),
    (422, PARAMETER, "qty or notional is required", order(qty=ABSENT)),
    (422, PARAMETER, "qty or notional is required", order(qty=None)),
    (422, PARAMETER, "qty or notional is required", order(qty="")),
    (422, PARAMETER, "only one of qty or notional is accepted", order(notional="10")),
    (422, PARAMETER, "qty must be > 0", order(qty="0")),
    (422, PARAMETER, "qty must be > 0", order(qty=-1)),
    (422, PARAMETER, "invalid side", order(side="up")),
    (422, PARAMETER, "invalid side", order(side=ABSENT)),
    (422, PARAMETER, "invalid order type", order(type="best")),
    (422, PARAMETER, "invalid order type", order(type=ABSENT)),
    (422, PARAMETER, "invalid time_in_force", order(time_in_force="ever")),
    (422, PARAMETER, "invalid time_in_force", order(time_in_force=ABSENT)),
    (422, PARAMETER, "client_order_id must be no more than 128 characters",
     order(client_order_id="x" * 129)),
    (422, BUSINESS, 'asset "NOPE" not found', order(symbol="NOPE")),
    # -- prices by type
    (422, PARAMETER, "limit price must be > 0", order(type="limit", limit_price=0)),
    (422, PARAMETER, "limit price must be > 0", order(type="limit", limit_price="-3")),
    (422, PARAMETER, "limit orders require a limit price", order(type="limit")),
    (422, PARAMETER, "stop orders require a stop price", order(type="stop")),
    (422, PARAMETER, "stop limit orders require both stop and limit price",
     order(type="stop_limit", stop_price="900")),
    (422, PARAMETER, "stop limit orders require both stop and limit price",
     order(type="stop_limit", limit_price="900")),
    (422, PARAMETER, "market orders require no stop or limit price", order(limit_price="100")),
    (422, PARAMETER, "market orders require no stop or limit price", order(stop_price="100")),
    (422, BUSINESS, f"invalid limit_price 290.123. {PENNIES}",
     order(type="limit", limit_price="290.123")),
    (422, BUSINESS, f"invalid stop_price 290.123. {PENNIES}",
     order(type="stop", stop_price=290.123)),
    (422, BUSINESS, f"invalid limit_price 0.12345. {PENNIES}",
     order(type="limit", limit_price="0.12345")),
    (422, BUSINESS, "stop price must be greater than current price",
     order(type="stop", stop_price="1")),
    (422, BUSINESS, "stop price must be less than current price",
     order(type="stop", side="sell", stop_price="9000")),
    # -- trailing stops
    (422, PARAMETER, "trailing stop orders must specify one of trail_price or trail_percent",
     order(type="trailing_stop")),
    (422, PARAMETER, "trailing stop orders must specify one of trail_price or trail_percent",
     order(type="trailing_stop", trail_price="1", trail_percent="1")),
    (422, PARAMETER, "trail_percent must be greater than or equal to 0.1",
     order(type="trailing_stop", trail_percent=0.05)),
    # -- type by time in force
    *((422, PARAMETER, "invalid time_in_force",
       order(type=kind, stop_price="900", time_in_force=lasting,
             **({"limit_price": "900"} if kind == "stop_limit" else {})))
      for kind in ("stop", "stop_limit") for lasting in ("opg", "cls", "ioc", "fok")),
    *((422, PARAMETER, "invalid time_in_force",
       order(type="trailing_stop", trail_price="1", time_in_force=lasting))
      for lasting in ("opg", "cls", "ioc", "fok")),
    # -- fractions
    *((422, BUSINESS, "fractional orders must be DAY orders",
       order(qty="0.5", time_in_force=lasting)) for lasting in ("gtc", "ioc", "fok")),
    (422, BUSINESS, "fractional orders must be DAY orders",
     order(qty=ABSENT, notional="50", time_in_force="gtc")),
    (422, BUSINESS, "fractional orders must be simple orders", bracket(qty="0.5")),
    (422, BUSINESS, "fractional orders must be market, limit, stop, or stop_limit orders",
     order(qty="0.5", type="trailing_stop", trail_price="1")),
    (422, BUSINESS, "fractional orders cannot be sold short",
     order(symbol="KO", qty="0.5", side="sell")),
    (422, BUSINESS, "notional must be >= 1.00", order(qty=ABSENT, notional="0.99")),
    # -- extended hours
    (422, BUSINESS, "extended hours order must be DAY or GTC limit orders",
     order(extended_hours=True)),
    (422, BUSINESS, "extended hours order must be DAY or GTC limit orders",
     order(extended_hours=True, type="limit", limit_price="2", time_in_force="ioc")),
    (422, BUSINESS, "stop orders are not eligible for extended hours trading",
     order(extended_hours=True, type="stop", stop_price="900")),
    # -- groups
    (422, BUSINESS, "take_profit.limit_price must be > stop_loss.stop_price",
     bracket(take_profit={"limit_price": "10"}, stop_loss={"stop_price": "20"})),
    (422, BUSINESS, None, bracket(take_profit=None)),
    (422, BUSINESS, None, bracket(stop_loss={})),
    (422, BUSINESS, None, bracket(stop_loss={"limit_price": "2"})),
    (422, BUSINESS, None, bracket(time_in_force="ioc")),
    (422, BUSINESS, None, bracket(extended_hours=True, type="limit", limit_price="2")),
    (422, BUSINESS, None,
     bracket(type="limit", limit_price="200", stop_loss={"stop_price": "200"})),
    (422, BUSINESS, None, bracket(order_class="oco", side="sell")),
    (422, BUSINESS, None, bracket(order_class="oto")),
    (422, BUSINESS, None, order(order_class="oto")),
    # -- what it opens or closes
    (422, BUSINESS, "position intent mismatch, inferred: buy_to_open, specified: sell_to_open",
     order(position_intent="sell_to_open")),
    (422, BUSINESS, "position intent mismatch, inferred: buy_to_open, specified: buy_to_close",
     order(position_intent="buy_to_close")),
    (422, BUSINESS, "advanced instructions only support DAY time_in_force",
     order(time_in_force="gtc", advanced_instructions={"algorithm": "VWAP"})),
    # -- pairs
    *((422, BUSINESS, "invalid crypto time_in_force", coin(time_in_force=lasting))
      for lasting in ("day", "opg", "cls", "fok")),
    (422, PARAMETER, "invalid order type for crypto order", coin(type="stop", stop_price="1")),
    (422, PARAMETER, "invalid order type for crypto order",
     coin(type="trailing_stop", trail_price="1")),
    (422, BUSINESS, None, coin(order_class="bracket", take_profit=PROFIT, stop_loss=LOSS)),
    (403, FORBIDDEN, "cost basis must be >= minimal amount of order 10", coin(qty="0.00001")),
    (403, FORBIDDEN, "cost basis must be >= minimal amount of order 10",
     coin(qty=ABSENT, notional=5)),
    (403, FORBIDDEN, "cost basis must be >= minimal amount of order 1", order(qty="0.000001")),
    # -- what the account has
    (403, FORBIDDEN, "insufficient buying power", order(qty="1000000")),
    (403, FORBIDDEN, "insufficient balance for BTC (requested: 0.01, available: 0)",
     coin(symbol="BTCUSD", side="sell", qty="0.01")),
    (403, FORBIDDEN, "insufficient qty available for order (requested: 1, available: 0)",
     order(order_class="oco", type="limit", side="sell", take_profit=PROFIT, stop_loss=LOSS)),
)

# (status, code, text, method, path, body)
REQUESTS = (
    (404, UNKNOWN, "order not found for nobody", "GET", "/v2/orders/nobody", None),
    (404, UNKNOWN, "order not found for nobody", "DELETE", "/v2/orders/nobody", None),
    (404, UNKNOWN, "order not found for nobody", "PATCH", "/v2/orders/nobody", {"qty": "1"}),
    (404, UNKNOWN, "order not found for nobody", "GET",
     "/v2/orders%3Aby_client_order_id?client_order_id=nobody", None),
    (422, PARAMETER, "invalid limit: larger than the allowed maximum of 500", "GET",
     "/v2/orders?limit=501", None),
    (404, UNKNOWN, "position does not exist", "GET", "/v2/positions/TSLA", None),
    (404, UNKNOWN, "position does not exist", "DELETE", "/v2/positions/NOPE", None),
    (404, UNKNOWN, "asset not found for NOPE", "GET", "/v2/assets/NOPE", None),
    (404, UNKNOWN, "watchlist not found: mine", "DELETE", "/v2/watchlists:by_name?name=mine", None),
    (404, UNKNOWN, "endpoint not found.", "GET", "/v2/nothing", None),
    (422, PARAMETER, "invalid page_size: larger than the allowed maximum of 100", "GET",
     "/v2/account/activities?page_size=101", None),
    (422, PARAMETER, None, "GET", "/v2/account/activities/NONE", None),
    (400, None, "invalid limit: larger than the allowed maximum of 10000", "GET",
     "/v2/stocks/bars?symbols=AAPL&timeframe=1Min&limit=10001", None),
    (400, None, "Unexpected query parameter(s): colour", "GET",
     "/v2/stocks/bars?symbols=AAPL&timeframe=1Min&colour=red", None),
    *((400, None, None, "GET", f"/v2/stocks/AAPL/bars?timeframe={frame}", None)
      for frame in ("60Min", "24Hour", "5Month", "0Min", "2Day", "")),
    (400, None, None, "GET", "/v2/stocks/AAPL/bars?timeframe=1Day&adjustment=some", None),
    (400, None, "invalid symbol: BTCUSD does not match ^[A-Z]+x?/[A-Z]+$", "GET",
     "/v1beta3/crypto/us/bars?symbols=BTCUSD&timeframe=1Min", None),
    (400, None, "invalid limit: larger than the allowed maximum of 50", "GET",
     "/v1beta1/news?limit=51", None),
)


class venue_refusals(SystemTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        process = Process(["venue", "--port", "0", "--speed", "0.0001", "--rate-limit", "0"])
        cls.addClassCleanup(process.end)
        url = wait_until(lambda: URL.search(process.printed()), "the venue tells its URL",
                         STARTED_S).group()
        cls.port = urlsplit(url).port

    def ask(self, method, path, body=None, headers=KEYS):
        return call(self.port, method, path, body, headers)

    def assert_refused(self, answer, status, code, text):
        self.assertEqual(answer.status, status, answer.text)
        self.assertEqual(answer.body.get("code"), code, answer.text)
        self.assertIsInstance(answer.body["message"], str)
        if text is not None:
            self.assertEqual(answer.body["message"], text)
        return answer.body

    def test_every_order_that_is_refused_hears_why(self):
        for status, code, text, wanted in ORDERS:
            with self.subTest(wanted):
                self.assert_refused(self.ask("POST", "/v2/orders", wanted), status, code, text)
        self.assertEqual(self.ask("GET", "/v2/orders?status=all").body, [], "nothing was taken")

    def test_every_request_that_is_refused_hears_why(self):
        for status, code, text, method, path, body in REQUESTS:
            with self.subTest(f"{method} {path}"):
                self.assert_refused(self.ask(method, path, body), status, code, text)

    def test_refusals_tell_what_was_compared(self):
        told = self.ask("POST", "/v2/orders", order(qty="1000000")).body
        self.assertEqual(told["buying_power"], "100000")
        self.assertGreater(float(told["cost_basis"]), 1e6)
        told = self.ask("POST", "/v2/orders", order(type="stop", stop_price="1")).body
        self.assertEqual(told["stop_price"], "1")
        self.assertIsInstance(told["market_price"], str)

    def test_without_keys_there_is_a_message_and_no_code(self):
        for headers in ({}, {"APCA-API-KEY-ID": "alone"}):
            with self.subTest(headers):
                self.assert_refused(self.ask("GET", "/v2/account", headers=headers), 401, None,
                                    "unauthorized.")
        self.assertEqual(self.ask("GET", "/v1beta3/crypto/us/latest/quotes?symbols=BTC%2FUSD",
                                  headers={}).status, 200)

    def test_resting_orders_refuse_what_would_cross_or_exceed_them(self):
        def place(**terms):
            return self.ask("POST", "/v2/orders", order(symbol="MSFT", **terms))

        resting = place(type="limit", limit_price="3", client_order_id="resting").body
        self.assert_refused(place(client_order_id="resting"), 422, PARAMETER,
                            "client_order_id must be unique")
        told = self.assert_refused(place(side="sell"), 403, FORBIDDEN,
                                   "potential wash trade detected. use complex orders")
        self.assertEqual(told["existing_order_id"], resting["id"])
        self.assertEqual(told["reject_reason"], "opposite side limit order exists")
        path = f"/v2/orders/{resting['id']}"
        self.assert_refused(self.ask("PATCH", path, {}), 422, BUSINESS,
                            "unable to replace order, order is not open")
        self.assertEqual(self.ask("DELETE", path).status, 204)
        self.assert_refused(self.ask("PATCH", path, {"qty": "2"}), 422, BUSINESS,
                            "unable to replace order, order is not open")
        place(qty="2")
        place(qty="2", side="sell", type="limit", limit_price="9000")
        told = self.assert_refused(
            self.ask("DELETE", "/v2/positions/MSFT"), 403, FORBIDDEN,
            "insufficient qty available for order (requested: 2, available: 0)")
        self.assertEqual((told["existing_qty"], told["held_for_orders"], told["symbol"]),
                         ("2", "2", "MSFT"))
        self.assertEqual(len(told["related_orders"]), 1)
        filled = self.ask("GET", "/v2/orders?status=closed&symbols=MSFT").body[0]
        self.assert_refused(self.ask("DELETE", f"/v2/orders/{filled['id']}"), 422, BUSINESS,
                            'order is already in "filled" state')
