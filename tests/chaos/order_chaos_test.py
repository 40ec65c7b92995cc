"""Orders through a venue that does everything wrong at once: none is lost, none is doubled, and in
the end both books agree to the cent and the unit, without a correction. `make soak` is the long
run."""
import http.client
import json
import os
import random
import threading
import time
from collections import Counter
from decimal import Decimal

from integration.harness import journal
from integration.harness.outside_venue import OutsideVenue
from integration.harness.rest import at_venue
from integration.harness.system import SystemTest
from integration.harness.waiting import wait_until

ORDERS = int(os.environ.get("TROUPE_CHAOS_ORDERS", "300"))
SEED = int(os.environ.get("TROUPE_CHAOS_SEED", "20261122"))
SYMBOLS = ("BTC/USD", "ETH/USD", "SOL/USD", "LTC/USD", "AAPL", "MSFT", "NVDA", "TSLA")
SETTLED_S = 180
REFUSED_IN_ROW_MAX = 1000
# Of what is never meant to fill: a fill after its cancel is then worth no more than the rest.
RESTING = {"BTC/USD": ("45000", "0.0003"), "ETH/USD": ("1500", "0.008"), "SOL/USD": ("70", "0.18"),
           "LTC/USD": ("48", "0.26"), "AAPL": ("130", "0.02"), "MSFT": ("250", "0.02"),
           "NVDA": ("90", "0.03"), "TSLA": ("200", "0.02")}
ENDED = ("filled", "canceled", "expired", "rejected")

# Each fault of requests, of order events and of sockets; market data stays true, since what an
# order is decided on is not the question here.
FAULTS = [
    {"kind": "status", "status": 429, "method": "POST", "path": "/v2/orders", "probability": 0.005},
    {"kind": "status", "status": 500, "path": "/v2/orders", "probability": 0.005},
    {"kind": "status", "status": 504, "path": "/v2/orders", "probability": 0.005},
    {"kind": "html", "path": "/v2/orders", "probability": 0.003},
    {"kind": "truncated_json", "path": "/v2/orders", "probability": 0.005},
    {"kind": "lose_answer", "probability": 0.01},
    {"kind": "delay_answer", "path": "/v2/orders", "delay_ms": 400, "probability": 0.002},
    {"kind": "slow_answer", "path": "/v2/orders", "delay_ms": 5, "probability": 0.005},
    {"kind": "status", "status": 503, "path": "/v2/account", "probability": 0.05},
    {"kind": "drop_event", "probability": 0.03},
    {"kind": "duplicate_event", "probability": 0.05},
    {"kind": "delay_event", "delay_ms": 700, "probability": 0.03},
    {"kind": "reorder_events", "delay_ms": 200, "probability": 0.05},
    {"kind": "mute_stream", "stream": "orders", "duration_ms": 3000, "after": 300,
     "probability": 0.005, "times": 3},
    {"kind": "disconnect_storm", "stream": "orders", "duration_ms": 1500, "after": 150,
     "probability": 0.005, "times": 6},
    {"kind": "partial_fill", "probability": 0.05},
    {"kind": "late_fill", "probability": 0.2},
]
SETTINGS = {
    "trading.symbols": list(SYMBOLS), "trading.strategies": [], "risk.open_positions_max": 100,
    "risk.position_notional_max": "1000000", "risk.daily_loss_max": "1000000",
    "executor.request_timeout_ms": 250, "executor.unknown_lookup_interval_ms": 100,
    "executor.reconcile_interval_s": 5,
    # The test itself asks for each of ten thousand orders, as fast as it can.
    "edge.address_requests_per_s": 0, "edge.user_requests_per_s": 0,
}


class Session:
    """Requests over one connection that stays."""

    def __init__(self, port, headers):
        self.port, self.headers = port, headers
        self.connection = None

    def close(self):
        if self.connection is not None:
            self.connection.close()
            self.connection = None

    def ask(self, method, path, body=None):
        if self.connection is None:
            self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=15)
        try:
            self.connection.request(method, path, None if body is None else json.dumps(body),
                                    {"Content-Type": "application/json", **self.headers})
            answer = self.connection.getresponse()
            return answer.status, answer.read().decode()
        except (OSError, http.client.HTTPException):
            self.close()
            raise


class Trader(threading.Thread):
    """Trades one symbol by hand until the common number of orders is reached."""

    def __init__(self, test, operator, symbol, left):
        super().__init__(daemon=True)
        self.test, self.operator, self.symbol, self.left = test, operator, symbol, left
        self.random = random.Random(f"{SEED} {symbol}")
        self.session = Session(operator.port, operator.headers)
        self.answers = Counter()
        self.refused_in_row = 0
        self.orders = []  # client order ids as answered
        self.failure = None

    def run(self):
        try:
            turn = 0
            while self.left.take():
                turn += 1
                self.trade(turn)
        except Exception as failed:  # told by the main thread
            self.failure = failed
        finally:
            self.session.close()

    def trade(self, turn):
        crypto = "/" in self.symbol
        body = {"symbol": self.symbol, "side": "buy", "type": "market",
                "time_in_force": "gtc" if crypto else "day",
                "notional": str(self.random.randint(11, 16) if crypto
                                else self.random.randint(2, 6))}
        if turn % 5 == 0:
            held = self.held()
            if held:
                del body["notional"]
                body.update(side="sell", qty=held)
        elif turn % 11 == 0:
            del body["notional"]
            limit_price, qty = RESTING[self.symbol]
            body.update(type="limit", qty=qty, limit_price=limit_price)
        status, text = self.session.ask("POST", "/api/orders", body)
        answer = json.loads(text)
        self.refused_in_row = 0 if status < 300 else self.refused_in_row + 1
        if self.refused_in_row > REFUSED_IN_ROW_MAX:
            raise AssertionError(f"{self.symbol} is always refused, at last with {text}; "
                                 f"open: {self.open_orders()}")
        if status < 300:
            self.orders.append(answer["client_order_id"])
            self.answers["accepted"] += 1
            if body["type"] == "limit":
                self.session.ask("DELETE", f"/api/orders/{answer['client_order_id']}")
        else:
            code = answer["error"]["code"]
            self.answers[code] += 1
            if code in ("self_trade", "wash_trade"):
                self.cancel_what_rests()
            # Not sent: another one takes its place.
            if status in (403, 422) or code in ("role_unavailable", "too_many_requests"):
                self.left.give_back()
                time.sleep(0.05)

    def open_orders(self):
        name = self.symbol.replace("/", "")
        status, text = self.session.ask("GET", f"/api/orders?status=open&symbols={name}")
        return json.loads(text) if status == 200 else []

    def cancel_what_rests(self):
        """Of limit orders whose cancellation got lost: they stand in the way of the other side."""
        for each in self.open_orders():
            if each["type"] == "limit":
                self.session.ask("DELETE", f"/api/orders/{each['client_order_id']}")

    def held(self):
        """A part of what is held, that may be sold."""
        status, text = self.session.ask("GET", "/api/positions")
        qty = next((Decimal(each["qty"]) for each in json.loads(text)
                    if each["symbol"].replace("/", "") == self.symbol.replace("/", "")),
                   Decimal(0)) if status == 200 else Decimal(0)
        part = (qty / 3).quantize(Decimal("0.000001"))
        price = Decimal(1)
        return str(part) if part * price > Decimal("0.00001") else None


class Countdown:
    def __init__(self, number):
        self.number, self.lock = number, threading.Lock()

    def take(self):
        with self.lock:
            self.number -= 1
            return self.number >= 0

    def give_back(self):
        with self.lock:
            self.number += 1


class ten_thousand_orders(SystemTest):
    def setUp(self):
        self.venue = OutsideVenue(self, "--speed", 60, "--seed", SEED % 1000)
        self.port = self.venue.port
        self.running = self.system(settings=SETTINGS, environment=self.venue.environment)
        self.process = self.running.start("--enable-trading")
        self.operator = self.running.ready(self.process)

    def wait_for_quotes(self):
        wait_until(lambda: all(self.operator.ask(
            "GET", f"/api/quotes/{each.replace('/', '-')}").status == 200 for each in SYMBOLS),
            "every symbol is quoted", 60)

    def trade(self):
        left = Countdown(ORDERS)
        traders = [Trader(self, self.operator, each, left) for each in SYMBOLS]
        for each in traders:
            each.start()
        for each in traders:
            each.join()
            if each.failure:
                raise each.failure
        return traders

    def settled(self):
        """Nothing open and nothing unknown at either side."""
        self.operator.ask("DELETE", "/api/orders")
        return (not self.operator.get("/api/orders?status=open&limit=1")
                and not self.operator.get("/api/risk")["unknown_orders"]
                and not at_venue(self.port, "/v2/orders?status=open&limit=1"))

    def differences(self, theirs):
        """Orders that the two sides tell differently."""
        session = Session(self.operator.port, self.operator.headers)
        found = []
        for name, there in theirs.items():
            status, text = session.ask("GET", f"/api/orders/{name}")
            here = json.loads(text) if status == 200 else {}
            if (here.get("status") != there["status"]
                    or Decimal(here.get("filled_qty", "0")) != Decimal(there["filled_qty"])):
                found.append((name, here.get("status"), here.get("filled_qty"), there["status"],
                              there["filled_qty"]))
        session.close()
        return found

    def holdings(self, positions):
        return {each["symbol"].replace("/", ""): Decimal(each["qty"]) for each in positions}

    def books(self):
        ours = (Decimal(self.operator.get("/api/account")["cash"]),
                self.holdings(self.operator.get("/api/positions")))
        theirs = (Decimal(at_venue(self.port, "/v2/account")["cash"]),
                  self.holdings(at_venue(self.port, "/v2/positions")))
        return ours, theirs

    def books_agree(self):
        (cash, held), (their_cash, theirs) = self.books()
        cent = Decimal("0.01")
        if held == theirs and cash.quantize(cent) == their_cash.quantize(cent):
            return True
        apart = {each: (held.get(each), theirs.get(each)) for each in held.keys() | theirs
                 if held.get(each) != theirs.get(each)}
        print(f"apart: {apart}, cash {cash} and {their_cash}", flush=True)
        return False

    def test_none_is_lost_none_is_doubled_and_the_books_agree(self):
        print(f"\nseed {SEED}, {ORDERS} orders", flush=True)
        self.wait_for_quotes()
        self.venue.faults(*FAULTS, seed=SEED)
        began = time.monotonic()
        traders = self.trade()
        struck = self.venue.faults_struck()
        self.venue.faults(seed=SEED)
        answers = sum((each.answers for each in traders), Counter())
        print(f"traded for {time.monotonic() - began:.0f} s: {dict(answers)}", flush=True)
        for each in struck["faults"]:
            print(f"  {each}", flush=True)
        wait_until(self.settled, "nothing is open or unknown", SETTLED_S)
        answered = {name for each in traders for name in each.orders}
        self.assertEqual(answered - set(self.venue.orders()), set(),
                         "lost: accepted here, unknown there")
        # A fill may come late, after its order's end; taken over as a difference it would be in
        # the journal as one.
        wait_until(lambda: not self.differences(self.venue.orders()),
                   "every order is told alike", 60)
        wait_until(self.books_agree, "the books agree", 60)
        theirs = self.venue.orders()
        self.assertEqual(self.operator.get("/api/risk")["quarantine"], [])
        self.process.end()
        self.check_journal(theirs)

    def check_journal(self, theirs):
        intents = Counter(each["client_order_id"]
                          for each in journal.records(self.running.home, "intent"))
        self.assertEqual([each for each, count in intents.items() if count > 1], [])
        self.assertEqual(set(theirs) - set(intents), set(), "at the venue without an intent")
        refused = {each["client_order_id"]
                   for each in journal.records(self.running.home, "reject", "resolved")}
        self.assertEqual(set(intents) - set(theirs) - refused, set(), "lost without a word")
        self.assertEqual(journal.records(self.running.home, "adjustment"), [],
                         "differences were taken over")
        print(f"{len(intents)} intents, {len(theirs)} orders at the venue", flush=True)
        self.assertTrue(journal.verify(self.running.home)["ok"])
