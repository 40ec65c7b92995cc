"""A part of the journal is shown by time or by number, and the archive is a part of it."""
import json

from integration import generated_bars
from integration.harness import journal
from integration.harness.binary import troupe
from integration.harness.system import SystemTest


class a_part_of_the_journal(SystemTest):
    def cat(self, home, *options):
        done = troupe("journal", "cat", "--json", "--home", home, *options)
        self.assertEqual(done.returncode, 0, done.stderr)
        return [json.loads(line) for line in done.stdout.splitlines()]

    def test_is_that_of_its_numbers_or_instants_before_and_after_archiving(self):
        system = self.system(settings={"journal.segment_mb": 1})
        data = self.folder()
        for seed, name in enumerate(("BTC-USD", "ETH-USD", "LTC-USD"), 3):
            generated_bars.write(data, name, seed)
        system.replay(data)
        home = system.home
        every = self.cat(home)
        self.assertGreater(len(list((home / "journal/main").glob("*.journal"))), 2)
        middle = every[len(every) // 2]["t"]
        later = every[3 * len(every) // 4]["t"]

        def check():
            self.assertEqual(self.cat(home, "--from", "20", "--to", "30"), every[19:30])
            self.assertEqual(self.cat(home, "--from", middle, "--to", later),
                             [each for each in every if middle <= each["t"] <= later])
            self.assertEqual(self.cat(home, "--from", "50", "--to", middle),
                             [each for each in every if each["seq"] >= 50 and each["t"] <= middle])
            self.assertTrue(journal.verify(home)["ok"])

        check()
        moved = 0
        for which in (("--keep-days", "1"), ("--before", later)):
            done = troupe("journal", "archive", *which, "--json", "--home", home)
            self.assertEqual(done.returncode, 0, done.stderr)
            moved += json.loads(done.stdout)["segments"]
            self.assertGreater(moved, 0, which)
        archived = list((home / "journal/main/archive").glob("*.journal"))
        self.assertEqual(moved, len(archived))
        for wrong in ((), ("--keep-days", "1", "--before", later), ("--keep-days", "-1")):
            done = troupe("journal", "archive", *wrong, "--home", home)
            self.assertEqual(done.returncode, 2, wrong)
        check()
        self.assertEqual(self.cat(home), every)
        done = troupe("replay", "--verify", "--home", home)
        self.assertEqual(done.returncode, 0, done.stderr)

    def test_goes_to_the_archive_by_itself_once_it_is_older_than_the_days_that_stay(self):
        data = self.folder()
        for seed, name in enumerate(("BTC-USD", "ETH-USD", "LTC-USD"), 3):
            generated_bars.write(data, name, seed, minutes=3 * 1440 + 60)
        keeping, moving = (self.system(settings={"journal.segment_mb": 1,
                                                 "journal.keep_days": days}) for days in (0, 1))
        self.assertEqual(keeping.replay(data), moving.replay(data))
        self.assertFalse((keeping.home / "journal/main/archive").exists())
        folder = moving.home / "journal/main"
        archived = sorted(each.name for each in (folder / "archive").glob("*.journal"))
        self.assertGreater(len(archived), 0)
        self.assertGreater(min(each.name for each in folder.glob("*.journal")), archived[-1])
        self.assertTrue(journal.verify(moving.home)["ok"])
        done = troupe("replay", "--verify", "--home", moving.home)
        self.assertEqual(done.returncode, 0, done.stderr)
        # An older day than those that stay is still explained.
        for options in ((), ("--day", "2024-03-04")):
            done = troupe("replay", "--parity", *options, "--home", moving.home)
            self.assertEqual(done.returncode, 0, done.stderr)

    def test_wants_a_number_or_a_time(self):
        done = troupe("journal", "cat", "--home", self.folder(), "--from", "yesterday")
        self.assertEqual(done.returncode, 2)
        self.assertIn("--from", done.stderr)
