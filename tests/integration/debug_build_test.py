"""A debug build, without any optimisation, decides as the release does: the same digest of one
market, and each replays the other's journal to the last bit. Skipped without a debug build."""
import subprocess
import unittest

from integration import generated_bars
from integration.harness.binary import BINARY, ROOT
from integration.harness.system import REPLAY_S, SystemTest

DEBUG = ROOT / "build/debug/troupe"
NAMES = ("BTC-USD", "ETH-USD", "LTC-USD")


@unittest.skipUnless(DEBUG.exists(), "there is no build/debug/troupe; docs/testing.md says how")
class builds_at_two_levels_of_optimisation(SystemTest):
    def run_with(self, binary, *arguments):
        done = subprocess.run([str(binary), *map(str, arguments)], capture_output=True, text=True,
                              timeout=REPLAY_S, check=False)
        self.assertEqual(done.returncode, 0, f"{binary} {arguments}: {done.stdout}{done.stderr}")
        return done.stdout

    def test_give_the_same_digest_and_replay_each_other_s_journal(self):
        data = self.folder()
        for seed, name in enumerate(NAMES, 3):
            generated_bars.write(data, name, seed)
        homes = []
        for binary in (BINARY, DEBUG):
            system = self.system()
            self.run_with(binary, "run", "--config", system.config, "--data", data,
                          "--speed", "max", "--exit-at-end")
            homes.append(system.home)
        digests = {self.run_with(binary, "journal", "digest", "--home", home)
                   for binary in (BINARY, DEBUG) for home in homes}
        self.assertEqual(len(digests), 1, digests)
        for binary, home in ((BINARY, homes[1]), (DEBUG, homes[0])):
            self.assertIn("identical: 1", self.run_with(binary, "replay", "--verify",
                                                        "--home", home))
