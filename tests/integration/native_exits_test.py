"""A strategy's stop and target at the venue: whatever ends a position, it is sold once."""
from collections import Counter
from decimal import Decimal

from integration import generated_bars
from integration.harness import journal, market_data
from integration.harness.binary import troupe
from integration.harness.system import SystemTest


class exits_at_the_venue(SystemTest):
    def assert_left_once(self, data, stop_percent, target_percent, brackets_min):
        settings = {"trading.strategies": ["ma_crossover"],
                    "strategy.ma_crossover.native_exits": 1,
                    "strategy.ma_crossover.stop_percent": stop_percent,
                    "strategy.ma_crossover.target_percent": target_percent,
                    "strategy.ma_crossover.size_risk_percent": "0.05"}
        homes = [self.system(settings=settings) for _ in range(2)]
        digests = {each.replay(data) for each in homes}
        self.assertEqual(len(digests), 1, digests)
        home = homes[0].home
        intents = {each["client_order_id"]: each for each in journal.records(home, "intent")}
        held, ways = 0, Counter()
        for fill in journal.records(home, "fill"):
            asked = intents[fill["client_order_id"]]
            held += Decimal(fill["qty"]) * (1 if fill["side"] == "buy" else -1)
            self.assertGreaterEqual(held, 0, fill)
            if fill["side"] == "buy":
                ways["bracket" if asked["order_class"] == "bracket" else "bare"] += 1
            else:
                ways["moved" if asked["replaces"] else asked["order_type"]] += 1
        self.assertEqual(ways["bare"], 0, ways)
        self.assertEqual(ways["bracket"], ways["moved"] + ways["limit"] + ways["stop"] +
                         (1 if held else 0), ways)
        self.assertGreaterEqual(ways["bracket"], brackets_min, ways)
        self.assertGreater(ways["moved"], 0, ways)
        self.assertGreater(ways["stop"] + ways["limit"], 0, ways)
        done = troupe("replay", "--home", home, "--verify", "--json")
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_made_up_shares_are_sold_once(self):
        data = generated_bars.write(self.folder(), "AAPL", 3, minutes=7 * 1440, first_cents=20_000)
        self.assert_left_once(data, "0.8", "2.5", 8)

    def test_spy_is_sold_once(self):
        self.assert_left_once(market_data.sample(market_data.SPY), "0.15", "0.3", 15)
