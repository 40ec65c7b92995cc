"""Three strategies on the same capital: the same behaviour however it is run, within budgets."""
from collections import Counter, defaultdict
from decimal import Decimal

from integration import generated_bars
from integration.harness import journal, market_data
from integration.harness.system import SystemTest

SETTINGS = {"runtime.lanes": 2,
            "trading.strategies": ["momentum", "multi_timeframe", "supertrend"],
            "strategy.momentum.volatility_min": "0.001",
            "strategy.momentum.momentum_min": "0.6",
            "strategy.momentum.confidence_min": "0.4",
            "strategy.momentum.budget_percent": "12",
            "strategy.momentum.priority": 2,
            "strategy.supertrend.positions_max": 2,
            "strategy.multi_timeframe.primary_minutes": 3,
            "strategy.multi_timeframe.confirming_minutes": 5,
            "strategy.multi_timeframe.longest_minutes": 15,
            "strategy.multi_timeframe.budget_percent": "25",
            "risk.symbol_strategies_max": 1,
            "risk.opposite_window_ms": 1}


class shared_capital(SystemTest):
    def assert_replays_agree(self, data):
        """Twice in one process and once on two nodes; returns the home of the first."""
        systems = [self.system(settings=SETTINGS) for _ in range(2)]
        digests = [each.replay(data) for each in systems]
        digests.append(self.system(settings=SETTINGS, nodes=True).replay_on_two_nodes(data))
        self.assertEqual(len(set(digests)), 1, digests)
        return systems[0].home

    def assert_shared(self, home):
        wanted = Counter(each["strategy"] for each in journal.records(home, "intent"))
        self.assertEqual(set(wanted), set(SETTINGS["trading.strategies"]), wanted)
        refused = Counter(each["reason"] for each in journal.records(home, "decision")
                          if each["stage"] == "risk" and each["verdict"] == "refused")
        self.assertTrue(refused["symbol_strategies"] + refused["own_position"], refused)
        self.assert_no_symbol_has_two_owners(home)

    def assert_no_symbol_has_two_owners(self, home):
        owner = {each["client_order_id"]: each["strategy"]
                 for each in journal.records(home, "intent")}
        held = defaultdict(Decimal)
        for each in journal.records(home, "fill"):
            strategy = owner[each["client_order_id"]]
            sign = 1 if each["side"] == "buy" else -1
            held[each["symbol"], strategy] += (sign * Decimal(each["qty"])
                                               - Decimal(each.get("fee_qty", "0")))
            holders = {who for (symbol, who), qty in held.items()
                       if symbol == each["symbol"] and qty > Decimal("0.01")}
            self.assertLessEqual(len(holders), 1, each)

    def test_three_made_up_pairs_give_the_same_digest_on_one_process_and_on_two_nodes(self):
        folder = self.folder()
        for seed, name in enumerate(("BTC-USD", "ETH-USD", "LTC-USD"), 3):
            generated_bars.write(folder, name, seed)
        self.assert_shared(self.assert_replays_agree(folder))

    def test_three_real_pairs_give_the_same_digest_on_one_process_and_on_two_nodes(self):
        data = market_data.sample(market_data.CRYPTO)
        self.assert_shared(self.assert_replays_agree(data))
