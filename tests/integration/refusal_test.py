"""What cannot work is refused with one clear line and exit code 2."""
from integration import generated_bars
from integration.harness.binary import troupe
from integration.harness.ports import taken_port
from integration.harness.system import SystemTest


class refusal(SystemTest):
    def assert_refused(self, done, *words):
        self.assertEqual(done.returncode, 2, done.stderr)
        lines = done.stderr.strip().splitlines()
        self.assertEqual(len(lines), 1, done.stderr)
        for word in words:
            self.assertIn(word, lines[0])

    def config(self, text):
        place = self.folder() / "troupe.toml"
        place.write_text(f'home = "{place.parent}/var"\n{text}', encoding="utf-8")
        return place

    def run_with(self, text="", *options):
        return troupe("run", "--config", self.config(text), *options)

    def test_a_file_that_is_not_toml_names_file_and_line(self):
        self.assert_refused(self.run_with("[venue\n"), "troupe.toml", "2")

    def test_a_value_of_the_wrong_kind_names_the_key(self):
        self.assert_refused(self.run_with('[venue]\nport = "high"\n'), "troupe.toml", "venue.port")

    def test_a_value_out_of_range_names_the_key_and_what_is_allowed(self):
        self.assert_refused(self.run_with("[venue]\nport = 65536\n"), "venue.port", "65535")

    def test_an_unknown_key_is_named(self):
        self.assert_refused(self.run_with("nonsense = 3\n"), "troupe.toml", "nonsense")

    def test_a_configuration_that_is_not_there_is_named(self):
        self.assert_refused(troupe("run", "--config", "/nowhere/troupe.toml"),
                            "/nowhere/troupe.toml")

    def test_config_check_refuses_what_run_refuses(self):
        done = troupe("config", "check", self.config("nonsense = 3\n"))
        self.assert_refused(done, "nonsense")

    def test_a_taken_venue_port_is_named(self):
        port, listener = taken_port()
        with listener:
            self.assert_refused(self.run_with(f"[venue]\nport = {port}\n[edge]\nport = 0\n"),
                                str(port))

    def test_a_taken_edge_port_is_named(self):
        port, listener = taken_port()
        with listener:
            self.assert_refused(self.run_with(f"[venue]\nport = 0\n[edge]\nport = {port}\n"),
                                str(port))

    def test_a_missing_file_of_bars_is_named(self):
        self.assert_refused(self.run_with("", "--data", "/nowhere/BTC-USD_1m.csv"),
                            "/nowhere/BTC-USD_1m.csv")

    def test_a_malformed_row_is_named_by_file_and_line(self):
        data = generated_bars.write(self.folder(), minutes=10)
        lines = data.read_text(encoding="utf-8").splitlines()
        lines[4] = lines[4].replace(",", ",x", 1)
        data.write_text("\n".join(lines) + "\n", encoding="utf-8")
        self.assert_refused(self.run_with("", "--data", data), "BTC-USD_1m.csv:5")

    def test_a_bad_speed_is_named_with_what_is_allowed(self):
        for speed in ("fast", "0", "-1"):
            with self.subTest(speed=speed):
                self.assert_refused(self.run_with("", "--speed", speed), "speed", "max")

    def test_an_unknown_strategy_is_named(self):
        free_ports = "[edge]\nport = 0\n[venue]\nport = 0\n"
        self.assert_refused(self.run_with(free_ports, "--strategy", "clairvoyance"), "clairvoyance")

    def test_a_node_that_is_not_configured_is_named(self):
        self.assert_refused(troupe("node", "--name", "z", "--config", self.config("")), "z")

    def test_a_wrong_option_is_named(self):
        self.assert_refused(troupe("run", "--sped", "max"), "--sped")


class what_is_asked_for(SystemTest):
    def test_help_is_no_error(self):
        for arguments in (("--help",), ("run", "--help"), ("venue", "--help"),
                          ("journal", "--help")):
            with self.subTest(arguments=arguments):
                done = troupe(*arguments)
                self.assertEqual(done.returncode, 0)
                self.assertIn("--help", done.stdout)

    def test_a_bad_journal_is_told_with_exit_code_1(self):
        system = self.system()
        system.replay(generated_bars.write(self.folder(), minutes=300))
        segment = sorted(each for each in (system.home / "journal").rglob("*") if each.is_file())[0]
        content = bytearray(segment.read_bytes())
        content[len(content) // 2] ^= 1
        segment.write_bytes(content)
        done = troupe("journal", "verify", "--home", system.home)
        self.assertEqual(done.returncode, 1, done.stdout)
        self.assertIn(segment.name, done.stderr)
