"""The same market gives the same behaviour: run again, on more lanes, on two nodes."""
import subprocess
import sys

from integration import generated_bars
from integration.harness import journal, market_data
from integration.harness.binary import ROOT
from integration.harness.system import SystemTest

REFERENCE = ROOT / "tests/reference/stochrsi_ema_reference.py"
NAMES = ("BTC-USD", "ETH-USD", "LTC-USD")


def reference_orders(place):
    done = subprocess.run([sys.executable, str(REFERENCE),
                           *map(str, market_data.files_of(place))],
                          capture_output=True, text=True, check=True)
    return sorted(done.stdout.splitlines())


class replayed_market(SystemTest):
    def assert_replays_agree(self, data, settings=None):
        """Twice in one process and once on two nodes; returns the home of the first."""
        systems = [self.system(settings=settings) for _ in range(2)]
        digests = [each.replay(data) for each in systems]
        digests.append(self.system(settings=settings, nodes=True).replay_on_two_nodes(data))
        self.assertEqual(len(set(digests)), 1, digests)
        self.assertTrue(journal.verify(systems[0].home)["ok"])
        return systems[0].home

    def assert_orders_are_the_reference_s(self, data, home, at_least=1):
        expected = reference_orders(data)
        self.assertGreaterEqual(len(expected), at_least, "the data gives too few orders")
        self.assertEqual(journal.orders(home), expected)

    def test_made_up_bars_give_the_same_digest_and_the_reference_s_orders(self):
        folder = self.folder()
        for seed, name in enumerate(NAMES, 3):
            generated_bars.write(folder, name, seed)
        home = self.assert_replays_agree(folder, {"runtime.lanes": 2})
        self.assert_orders_are_the_reference_s(folder, home, at_least=20)

    def test_bitcoin_alone_gives_the_same_digest_and_the_reference_s_orders(self):
        data = market_data.sample(market_data.BTC)
        home = self.assert_replays_agree(data)
        self.assert_orders_are_the_reference_s(data, home, at_least=14)

    def test_three_pairs_on_two_lanes_give_the_same_digest_and_the_reference_s_orders(self):
        data = market_data.sample(market_data.CRYPTO)
        home = self.assert_replays_agree(data, {"runtime.lanes": 2})
        self.assert_orders_are_the_reference_s(data, home, at_least=46)

    def test_lanes_make_no_difference(self):
        folder = self.folder()
        for seed, name in enumerate(NAMES, 3):
            generated_bars.write(folder, name, seed)
        one, two = (self.system(settings={"runtime.lanes": lanes}).replay(folder)
                    for lanes in (1, 2))
        self.assertEqual(one, two)

    def test_another_market_gives_another_digest(self):
        digests = set()
        for seed in (4, 5):
            data = generated_bars.write(self.folder(), seed=seed)
            digests.add(self.system().replay(data))
        self.assertEqual(len(digests), 2)

    def test_spy_gives_the_reference_s_orders(self):
        self.assert_sample_gives_the_reference_s_orders(market_data.SPY, at_least=40)

    def test_apple_gives_the_reference_s_orders(self):
        self.assert_sample_gives_the_reference_s_orders(market_data.AAPL, at_least=11)

    def assert_sample_gives_the_reference_s_orders(self, name, at_least):
        data = market_data.sample(name)
        system = self.system()
        system.replay(data)
        self.assert_orders_are_the_reference_s(data, system.home, at_least)
