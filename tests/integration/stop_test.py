"""What a stop does with what is open: as `trading.on_stop` says, and within five seconds."""
import signal
from decimal import Decimal

from integration.harness import journal
from integration.harness.system import SystemTest
from integration.harness.waiting import wait_until

STOP_S = 5
BUY = {"symbol": "BTC/USD", "side": "buy", "time_in_force": "gtc"}


class a_stop(SystemTest):
    def started(self, on_stop):
        system = self.system(settings={"trading.on_stop": on_stop,
                                       "trading.symbols": ["BTC/USD"]})
        process = system.start("--speed", "60")
        operator = system.ready(process)
        wait_until(lambda: operator.ask("GET", "/api/quotes/BTC-USD").status == 200,
                   "a quote is known", 30)
        return system, process, operator

    def order(self, operator, **terms):
        made = operator.ask("POST", "/api/orders", {**BUY, **terms})
        self.assertLess(made.status, 300, made.text)
        return made.body["client_order_id"]

    def stop(self, process):
        process.send(signal.SIGTERM)
        self.assertEqual(process.wait(STOP_S + 1), 0, process.tail())

    def told_of(self, system, client_order_id):
        return [each["type"] for each in journal.records(system.home)
                if each.get("client_order_id") == client_order_id]

    def buy_and_hold(self, system, operator):
        order = self.order(operator, type="market", qty="0.01")
        wait_until(lambda: operator.get("/api/positions"), "a position is held", 30)
        return order

    def sold(self, system):
        return [each for each in journal.records(system.home, "fill") if each["side"] == "sell"]

    def test_flatten_sells_what_is_held_before_the_process_ends(self):
        system, process, operator = self.started("flatten")
        self.buy_and_hold(system, operator)
        held = Decimal(operator.get("/api/positions")[0]["qty"])
        self.stop(process)
        self.assertEqual(sum(Decimal(each["qty"]) for each in self.sold(system)), held)

    def test_cancel_takes_back_open_orders_and_keeps_positions(self):
        system, process, operator = self.started("cancel")
        self.buy_and_hold(system, operator)
        waiting = self.order(operator, type="limit", qty="0.01", limit_price="1000")
        self.stop(process)
        self.assertIn("cancel", self.told_of(system, waiting))
        self.assertEqual(self.sold(system), [])

    def test_keep_takes_back_only_what_would_enter(self):
        system, process, operator = self.started("keep")
        self.buy_and_hold(system, operator)
        held = operator.get("/api/positions")[0]["qty"]
        entry = self.order(operator, type="limit", qty="0.01", limit_price="1000")
        leaving = self.order(operator, type="limit", qty=held, side="sell", limit_price="900000")
        self.stop(process)
        self.assertIn("cancel", self.told_of(system, entry))
        self.assertNotIn("cancel", self.told_of(system, leaving))
