"""A node may be killed outright: its parent starts it again, and the outcome is the same."""
import os
import signal
from collections import Counter

from integration import generated_bars
from integration.harness import journal
from integration.harness.system import REPLAY_S, SystemTest
from integration.harness.waiting import wait_until

KILLS = 3
NAMES = ("BTC-USD", "ETH-USD")


class a_killed_node(SystemTest):
    def journal_bytes(self, system):
        folder = system.home / "journal"
        return sum(each.stat().st_size for each in folder.rglob("*") if each.is_file()
                   ) if folder.exists() else 0

    def test_node_b_is_respawned_and_the_digest_is_the_undisturbed_one(self):
        folder = self.folder()
        for seed, name in enumerate(NAMES, 3):
            generated_bars.write(folder, name, seed, minutes=4_000)
        plain = self.system()
        undisturbed = plain.replay(folder)
        size = self.journal_bytes(plain)

        system = self.system(nodes=True)
        options = ("--data", folder, "--speed", "max", "--exit-at-end")
        parent = system.start_node("b", *options, "--respawn")
        other = system.start_node("a", *options)
        child, kills = None, 0
        for turn in range(1, KILLS + 1):
            child = parent.wait_for_child(other_than=child)
            reached = size * turn // (KILLS + 1)
            wait_until(lambda: self.journal_bytes(system) > reached or other.exit_code is not None,
                       "the journal has grown", REPLAY_S)
            if other.exit_code is not None:
                break
            os.kill(child, signal.SIGKILL)
            kills += 1
        self.assertEqual(other.wait(REPLAY_S), 0, other.tail())
        self.assertEqual(parent.wait(REPLAY_S), 0, parent.tail())
        self.assertEqual(kills, KILLS, "the market was over too soon")
        self.assertEqual(journal.digest(system.home), undisturbed)
        self.assertTrue(journal.verify(system.home)["ok"])
        times = Counter(each["client_order_id"] for each in journal.records(system.home, "intent"))
        self.assertEqual(max(times.values()), 1)
