"""The account's books end to end: what comes from outside is named and is no profit, and what is
reported adds up and is the same after a restart."""
import csv
import io
import os
import signal
from decimal import Decimal

from integration.harness.outside_venue import KEYS, OutsideVenue
from integration.harness.rest import at_venue, call
from integration.harness.system import SystemTest
from integration.harness.waiting import wait_until

WITHIN_S = 30
STILL = "0.0001"  # a minute of the market takes a week
COLUMNS = ("day_pl", "realized_pl", "unrealized_pl", "total_pl", "fees", "income")


class portfolio(SystemTest):
    def setUp(self):
        self.venue = OutsideVenue(self, "--seed", "11", "--speed", STILL)
        self.running = self.system(
            settings={"trading.symbols": ["AAPL", "MSFT"], "trading.strategies": ["ma_crossover"],
                      "executor.reconcile_interval_s": 1},
            environment=self.venue.environment)
        self.process = self.running.start("--enable-trading")
        self.operator = self.running.ready(self.process)

    def buy(self, symbol, qty):
        made = self.operator.ask("POST", "/api/orders",
                                 {"symbol": symbol, "qty": qty, "side": "buy", "type": "market",
                                  "time_in_force": "day"})
        self.assertEqual(made.status, 200, made.text)
        wait_until(lambda: symbol in self.held(), f"{symbol} is held", WITHIN_S)

    def held(self):
        return {each["symbol"]: each for each in self.operator.get("/api/positions")}

    def post(self, **activity):
        answer = call(self.venue.port, "POST", "/_venue/activities", activity, KEYS)
        self.assertEqual(answer.status, 200, answer.text)
        return answer.body["id"]

    def taken_over(self, kind):
        """Waits for the adjustment of this kind, and for the books to have the venue's cash."""
        def found():
            kinds = [each["content"]["kind"] for each in
                     self.operator.get("/api/journal?type=adjustment&limit=100")["items"]]
            return kinds if kind in kinds else None
        return wait_until(found, f"a {kind} is taken over", WITHIN_S)

    def sum(self):
        return self.operator.get("/api/portfolio")

    def assert_books_are_the_venues(self):
        account = at_venue(self.venue.port, "/v2/account")
        def equal():
            shown = self.sum()
            return Decimal(shown["cash"]) == Decimal(account["cash"]) and shown
        wait_until(equal, "the cash is the venue's", WITHIN_S)
        there = {each["symbol"]: Decimal(each["qty"])
                 for each in at_venue(self.venue.port, "/v2/positions")}
        wait_until(lambda: {name: Decimal(each["qty"])
                            for name, each in self.held().items()} == there,
                   f"the positions are the venue's, {there}", WITHIN_S)

    def assert_adds_up(self):
        shown = self.sum()
        for path in ("strategies", "symbols"):
            rows = self.operator.get(f"/api/portfolio/{path}")["items"]
            for column in COLUMNS:
                self.assertEqual(sum(Decimal(each[column]) for each in rows),
                                 Decimal(shown[column]), f"{path} {column}")
        self.assertEqual(Decimal(shown["total_pl"]),
                         Decimal(shown["equity"]) - Decimal(shown["contributed"]))
        return shown

    def test_a_deposit_a_dividend_and_a_split_are_named_and_no_deposit_is_a_profit(self):
        self.buy("AAPL", "10")
        before = self.assert_adds_up()
        deposit = self.post(activity_type="CSD", net_amount="5000", description="wire")
        self.taken_over("deposit")
        self.assert_books_are_the_venues()
        after = self.assert_adds_up()
        self.assertEqual(after["day_pl"], before["day_pl"])
        self.assertEqual(after["total_pl"], before["total_pl"])
        self.assertEqual(Decimal(after["contributed"]), Decimal(before["contributed"]) + 5000)

        self.post(activity_type="DIV", symbol="AAPL", per_share_amount="0.25")
        self.taken_over("dividend")
        self.assert_books_are_the_venues()
        paid = self.assert_adds_up()
        self.assertEqual(Decimal(paid["income"]), Decimal("2.5"))
        self.assertEqual(Decimal(paid["day_pl"]), Decimal(before["day_pl"]) + Decimal("2.5"))

        cost = Decimal(self.held()["AAPL"]["cost_basis"])
        before = self.sum()
        self.post(activity_type="SPLIT", symbol="AAPL", old_rate="1", new_rate="4")
        kinds = self.taken_over("split")
        self.assert_books_are_the_venues()
        after = self.assert_adds_up()
        self.assertEqual(after["contributed"], before["contributed"])
        self.assertLess(abs(Decimal(after["day_pl"]) - Decimal(before["day_pl"])), 1, "cents")
        split = self.held()["AAPL"]
        self.assertEqual((Decimal(split["qty"]), Decimal(split["cost_basis"])), (40, cost))
        self.assertEqual(Decimal(split["avg_entry_price"]), cost / 40)
        lots = self.operator.get("/api/portfolio/lots")["items"]
        self.assertEqual([Decimal(each["qty"]) for each in lots], [40])
        self.assertEqual(sorted(kinds), ["deposit", "dividend", "split"])
        self.assertEqual(self.operator.get("/api/risk")["quarantine"], [])
        record = next(each["content"] for each in
                      self.operator.get("/api/journal?type=adjustment&limit=100")["items"]
                      if each["content"]["kind"] == "deposit")
        self.assertEqual((record["activity_id"], record["cash"]), (deposit, "5000"))

    def test_the_books_are_the_same_after_a_kill(self):
        self.buy("AAPL", "3")
        self.buy("MSFT", "2")
        self.post(activity_type="CSD", net_amount="100")
        self.taken_over("deposit")
        self.assert_books_are_the_venues()
        paths = ("/api/portfolio/executions", "/api/portfolio/trades", "/api/portfolio/lots")
        before = {path: self.operator.get(path) for path in paths}
        self.assertEqual(len(before["/api/portfolio/executions"]["items"]), 2)
        contributed = self.sum()["contributed"]
        os.kill(self.process.pid, signal.SIGKILL)
        self.process.wait(10)
        self.operator = self.running.ready(self.running.start("--enable-trading"))
        self.assertEqual({path: self.operator.get(path) for path in paths}, before)
        self.assertEqual(self.sum()["contributed"], contributed)
        self.assert_adds_up()

    def test_lists_come_as_csv_too(self):
        self.buy("AAPL", "3")
        answer = self.operator.ask("GET", "/api/portfolio/executions?format=csv")
        self.assertEqual(answer.status, 200, answer.text)
        self.assertTrue(answer.headers["content-type"].startswith("text/csv"))
        rows = list(csv.DictReader(io.StringIO(answer.text)))
        shown = self.operator.get("/api/portfolio/executions")["items"]
        self.assertEqual([(each["symbol"], each["qty"], each["price"]) for each in rows],
                         [(each["symbol"], each["qty"], each["price"]) for each in shown])
        by_header = call(self.operator.port, "GET", "/api/portfolio/executions",
                         headers={**self.operator.headers, "Accept": "text/csv"})
        self.assertEqual(by_header.text, answer.text)
