"""A backup taken beside the running system, brought back elsewhere; and what a journal exports."""
from integration import generated_bars
from integration.harness import journal
from integration.harness.binary import troupe
from integration.harness.system import SystemTest


class export(SystemTest):
    def test_the_exported_bars_trade_as_the_journal_did(self):
        system = self.system()
        digest = system.replay(generated_bars.write(self.folder(), "BTC-USD", 3))
        folder = self.folder() / "exported"
        done = troupe("journal", "export", folder, "--home", system.home)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(self.system().replay(folder / "bars"), digest)
        fills = (folder / "fills.csv").read_text(encoding="utf-8").splitlines()
        self.assertEqual(len(fills) - 1, len(journal.records(system.home, "fill")))
        self.assertEqual(troupe("journal", "export", folder, "--home", system.home).returncode, 1)


class backup(SystemTest):
    def test_a_restored_home_has_the_same_journal_and_goes_on(self):
        data = generated_bars.write(self.folder(), "BTC-USD", 3)
        system = self.system()
        digest = system.replay(data)
        kept = self.folder() / "kept"
        done = troupe("backup", kept, "--home", system.home, "--config", system.config)
        self.assertEqual(done.returncode, 0, done.stderr)
        home = self.folder() / "restored"
        done = troupe("restore", kept, "--home", home)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(journal.digest(home), digest)
        self.assertEqual(journal.verify(home)["head"], journal.verify(system.home)["head"])
        self.assertEqual((home / "troupe.toml").read_bytes(), system.config.read_bytes())
        system.home = home
        system.config.write_text(system.config.read_text(encoding="utf-8").replace(
            "/var\"", f"/../{home.parent.name}/restored\""), encoding="utf-8")
        system.replay(data)
        self.assertEqual(len(journal.records(home, "session")), 2)

    def test_a_backup_of_a_running_system_is_sound(self):
        system = self.system()
        operator = system.ready(system.start("--speed", "600"))
        kept = self.folder() / "kept"
        done = troupe("backup", kept, "--home", system.home)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(operator.ask("GET", "/health").status, 200)
        home = self.folder() / "restored"
        done = troupe("restore", kept, "--home", home)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertGreater(len(journal.records(home)), 100)

    def test_a_changed_backup_and_a_home_in_use_are_refused(self):
        system = self.system()
        system.replay(generated_bars.write(self.folder(), "BTC-USD", 3))
        kept = self.folder() / "kept"
        self.assertEqual(troupe("backup", kept, "--home", system.home).returncode, 0)
        done = troupe("restore", kept, "--home", system.home)
        self.assertEqual(done.returncode, 1)
        self.assertIn("holds something", done.stderr)
        sound = kept.read_bytes()
        half = len(sound) // 2
        kept.write_bytes(sound[:half] + bytes([sound[half] ^ 1]) + sound[half + 1:])
        home = self.folder() / "restored"
        done = troupe("restore", kept, "--home", home)
        self.assertEqual(done.returncode, 1)
        self.assertIn("hash", done.stderr)
        self.assertFalse(home.exists())

    def test_a_damaged_journal_is_not_backed_up(self):
        system = self.system()
        system.replay(generated_bars.write(self.folder(), "BTC-USD", 3))
        segment, = (system.home / "journal/main").glob("*.journal")
        sound = segment.read_bytes()
        segment.write_bytes(sound[:300] + bytes([sound[300] ^ 1]) + sound[301:])
        done = troupe("backup", self.folder() / "kept", "--home", system.home)
        self.assertEqual(done.returncode, 1)
        self.assertIn(segment.name, done.stderr)
