"""Strategies seen and changed while they run; what was changed stands, and replays as it was."""
import json
import signal

from integration import generated_bars
from integration.harness import journal
from integration.harness.binary import troupe
from integration.harness.system import SystemTest
from integration.harness.waiting import wait_until

CHANGE = {"parameters": {"rsi_length": 9}, "reason": "quicker"}


def parameter(strategy, name):
    return next(each for each in strategy["parameters"] if each["name"] == name)


class changed_strategies(SystemTest):
    def market(self, minutes=2880):
        folder = self.folder()
        for seed, name in enumerate(("BTC-USD", "ETH-USD", "LTC-USD"), 3):
            generated_bars.write(folder, name, seed, minutes=minutes)
        return folder

    def change(self, operator, body, strategy="stochrsi_ema"):
        answer = operator.ask("PATCH", f"/api/strategies/{strategy}", body)
        self.assertEqual(answer.status, 200, answer.text)
        return answer.body

    def test_a_change_stands_over_a_restart_and_is_said_by_the_journal(self):
        system = self.system(settings={"trading.symbols": ["BTC/USD", "ETH/USD"]})
        process = system.start("--speed", "60")
        operator = system.ready(process)
        changed = self.change(operator, {**CHANGE, "symbols": ["ETH/USD"]})
        self.assertEqual(parameter(changed, "rsi_length")["value"], 9)
        refused = operator.ask("PATCH", "/api/strategies/stochrsi_ema",
                               {"parameters": {"rsi_length": 0}})
        self.assertEqual((refused.status, refused.body["error"]["code"]),
                         (422, "parameter_out_of_range"))
        wait_until(lambda: operator.get("/api/strategies/stochrsi_ema") == changed,
                   "the edge has heard of it", 10)
        process.send(signal.SIGKILL)
        process.wait(10)
        again = system.ready(system.start("--speed", "60"))
        self.assertEqual(again.get("/api/strategies/stochrsi_ema"), changed)
        ordered, = journal.records(system.home, "command")
        self.assertEqual(ordered["who"], "admin")

    def test_a_change_in_the_middle_of_a_replay_decides_the_same_when_it_is_replayed(self):
        data = self.market(14 * 1440)
        system = self.system(settings={"runtime.lanes": 2})
        process = system.start("--data", data, "--speed", "max", "--exit-at-end")
        operator = system.ready(process)
        wait_until(lambda: operator.get("/api/signals")["items"], "the market has begun", 30)
        self.change(operator, CHANGE)
        self.change(operator, {"universe": "ETH/USD price>=1"})
        self.assertEqual(process.wait(120), 0, process.tail())
        ordered = journal.records(system.home, "command")
        self.assertEqual(len(ordered), 2)
        first, last = min(each["t"] for each in ordered), max(each["t"] for each in ordered)
        decided = journal.records(system.home, "decision")
        self.assertTrue(any(each["t"] > last for each in decided), "changed before the end")
        self.assertTrue(any(each["t"] <= first for each in decided), "changed after the start")
        entered = {each["symbol"] for each in journal.records(system.home, "intent")
                   if each["side"] == "buy" and each["t"] > last}
        self.assertLessEqual(entered, {"ETH/USD"})
        done = troupe("replay", "--home", system.home, "--verify", "--json")
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertTrue(json.loads(done.stdout)["verification"]["identical"])

    def test_a_universe_of_the_configuration_keeps_other_symbols_out(self):
        system = self.system(settings={
            "trading.watchlists": ["small=ETH/USD LTC/USD"],
            "strategy.stochrsi_ema.universe": "watchlist:small dollar_volume>=1"})
        system.replay(self.market())
        entered = {each["symbol"] for each in journal.records(system.home, "intent")}
        self.assertEqual(entered, {"ETH/USD", "LTC/USD"})


class risk_figures(SystemTest):
    def test_every_rule_shows_its_figure_its_headroom_and_what_it_refused(self):
        system = self.system(settings={"risk.order_notional_max": 900,
                                       "trading.symbols": ["BTC/USD"], "trading.strategies": []})
        operator = system.ready(system.start("--speed", "60"))
        wait_until(lambda: operator.ask("GET", "/api/quotes/BTC-USD").status == 200,
                   "a quote is known", 30)
        order = {"symbol": "BTC/USD", "notional": "950", "side": "buy", "type": "market",
                 "time_in_force": "gtc"}
        self.assertEqual(operator.ask("POST", "/api/orders", order).status, 403)
        told = operator.get("/api/risk")
        self.assertEqual(told["state"], "active")
        self.assertFalse(told["account_stale"])
        rules = {each["name"]: each for each in told["rules"]}
        self.assertEqual(rules["order_notional"]["refusals"], 1)
        rate = rules["order_rate"]
        self.assertEqual(rate["headroom"], rate["limit"] - rate["value"])
        self.assertTrue(all(each["passed"] in (True, None) for each in told["rules"]), told)
        answer = operator.ask("PATCH", "/api/risk/limits", {"order_notional_max": 1000})
        self.assertEqual(answer.status, 200, answer.text)
        self.assertLess(operator.ask("POST", "/api/orders", order).status, 300)
        self.assertEqual(operator.get("/api/risk")["limits_changed"], ["order_notional_max"])
