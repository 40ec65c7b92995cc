"""The operator's commands, as typed in a terminal."""
import json

from integration.harness.binary import troupe
from integration.harness.rest import Operator, call
from integration.harness.system import PASSWORD, SystemTest
from integration.harness.waiting import wait_until


class operator_commands(SystemTest):
    def setUp(self):
        self.it = self.system(settings={"venue.speed": "60", "trading.strategies": []})

    def command(self, *arguments, **environment):
        return troupe(*arguments, environment={"TROUPE_ADMIN_PASSWORD": PASSWORD,
                                               "TROUPE_HOME": str(self.it.home), **environment})

    def at_edge(self, name, *options, **environment):
        return self.command(name, "--url", f"http://127.0.0.1:{self.it.edge_port}", *options,
                            **environment)

    def told(self, name, *options):
        done = self.at_edge(name, "--json", *options)
        self.assertEqual(done.returncode, 0, done.stderr)
        return json.loads(done.stdout)

    def test_they_look_halt_resume_and_flatten(self):
        operator = self.it.ready(self.it.start())
        self.assertEqual(self.told("status")["mode"], "SIMULATED")
        self.assertIn("SIMULATED", self.at_edge("status").stdout)
        self.assertEqual(self.told("halt", "--reason", "news")["halted"], True)
        self.assertEqual(self.told("resume")["halted"], False)
        placed = operator.ask("POST", "/api/orders", {
            "symbol": "AAPL", "qty": "1", "side": "buy", "type": "limit", "limit_price": "1",
            "time_in_force": "gtc"})
        self.assertEqual(placed.status, 200, placed.text)
        wait_until(lambda: [each["symbol"] for each in self.told("orders")] == ["AAPL"],
                   "the order is listed", 10)
        self.assertIn("AAPL", self.at_edge("orders").stdout)
        self.assertEqual(self.told("flatten")["orders"][0]["status"], 200)
        self.assertEqual(self.told("positions"), [])
        self.assertEqual(self.at_edge("positions").stdout, "nothing is held\n")
        token = self.at_edge("status", TROUPE_TOKEN="forged")
        self.assertEqual(token.returncode, 1)
        self.assertIn("401", token.stderr)

    def test_users_come_and_go_while_the_edge_runs(self):
        self.it.ready(self.it.start())
        added = troupe("user", "add", "ann", "--role", "viewer", "--home", self.it.home,
                       text_in="a long password\n")
        self.assertEqual(added.returncode, 0, added.stderr)
        ann = Operator(self.it.edge_port, "a long password", "ann")
        self.assertEqual(ann.get("/api/me")["role"], "viewer")
        self.assertEqual(ann.ask("POST", "/api/risk/halt").status, 403)
        listed = self.command("user", "list", "--json")
        self.assertEqual({each["name"] for each in json.loads(listed.stdout)}, {"admin", "ann"})
        changed = troupe("user", "passwd", "ann", "--home", self.it.home,
                         text_in="another password\n")
        self.assertEqual(changed.returncode, 0, changed.stderr)
        refused = call(self.it.edge_port, "POST", "/api/login",
                       {"username": "ann", "password": "a long password"})
        self.assertEqual(refused.status, 401)
        self.assertEqual(self.command("user", "remove", "ann").returncode, 0)
        self.assertEqual(self.command("user", "remove", "admin").returncode, 1)

    def test_without_an_edge_or_credentials_they_say_so(self):
        unreachable = self.at_edge("status")
        self.assertEqual(unreachable.returncode, 1)
        self.assertIn(str(self.it.edge_port), unreachable.stderr)
        nobody = self.at_edge("status", TROUPE_ADMIN_PASSWORD="")
        self.assertEqual(nobody.returncode, 2)
        self.assertIn("TROUPE_TOKEN", nobody.stderr)


class sealed_secrets(SystemTest):
    def test_are_part_of_the_configuration_for_who_has_the_key(self):
        home = self.folder()
        key = {"TROUPE_MASTER_KEY": "a master key of some length", "TROUPE_HOME": str(home)}
        done = troupe("secret", "set", "alpaca.secret_key", environment=key, text_in="s3cret\n")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(troupe("secret", "list", environment=key).stdout, "alpaca.secret_key\n")
        shown = troupe("config", "show", environment=key).stdout
        self.assertIn("sealed secret", shown)
        self.assertNotIn("s3cret", shown)
        locked = troupe("config", "show", environment={"TROUPE_HOME": str(home)})
        self.assertEqual(locked.returncode, 2)
        self.assertIn("TROUPE_MASTER_KEY", locked.stderr)
        wrong = troupe("secret", "set", "venue.seed", environment=key, text_in="1\n")
        self.assertEqual(wrong.returncode, 2)
        self.assertIn("alpaca.secret_key", wrong.stderr)


class doctor(SystemTest):
    def test_tells_of_keys_clock_disk_ports_and_versions(self):
        it = self.system()
        done = troupe("doctor", "--json", "--config", it.config)
        self.assertEqual(done.returncode, 0, done.stderr)
        found = {each["check"]: each for each in json.loads(done.stdout)}
        for check in ("versions", "keys", "clock", "secrets", "disk", "edge port", "venue port"):
            self.assertEqual(found[check]["verdict"], "ok", found[check])

    def test_finds_keys_that_open_nothing(self):
        it = self.system()
        dead = {"ALPACA_BASE_URL": f"http://127.0.0.1:{it.venue_port}", "ALPACA_API_KEY": "a",
                "ALPACA_SECRET_KEY": "b"}
        done = troupe("doctor", "--config", it.config, environment=dead)
        self.assertEqual(done.returncode, 1)
        self.assertIn("fail", done.stdout)
