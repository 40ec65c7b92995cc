"""An authenticator, enrolled by the command line, and what needs its code then; the chain of the
audit log over both."""
import base64
import hashlib
import hmac
import json
import os
import struct
import subprocess
import time

from integration.harness.binary import BINARY, clean_environment
from integration.harness.system import SystemTest
from integration.harness.waiting import wait_until

MASTER_KEY = "made up for the tests, and long"
STEP_S = 30
WITHIN_S = 20


def code_of(secret, ahead=0):
    """RFC 6238, made here."""
    step = int(time.time()) // STEP_S + ahead
    mac = hmac.new(base64.b32decode(secret), struct.pack(">Q", step), hashlib.sha1).digest()
    place = mac[-1] & 15
    return f"{(struct.unpack('>I', mac[place:place + 4])[0] & 0x7fffffff) % 10 ** 6:06}"


class the_second_factor(SystemTest):
    def setUp(self):
        self.it = self.system(settings={"trading.symbols": ["AAPL"],
                                        "trading.strategies": ["ma_crossover"]},
                              environment={"TROUPE_MASTER_KEY": MASTER_KEY})
        self.operator = self.it.ready(self.it.start("--speed", "60"))
        self.price = wait_until(self.bid, "a quote is known", WITHIN_S)

    def bid(self):
        answer = self.operator.ask("GET", "/api/quotes/AAPL")
        return answer.body["bid"] if answer.status == 200 else None

    def order(self, share):
        """One that rests, at this share of the market's price."""
        return self.operator.ask("POST", "/api/orders", {
            "symbol": "AAPL", "qty": "1", "side": "buy", "type": "limit", "time_in_force": "gtc",
            "limit_price": f"{self.price * share:.2f}"})

    def troupe(self, *arguments):
        return subprocess.Popen([str(BINARY), *arguments, "--home", str(self.it.home)],
                                stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                stderr=subprocess.STDOUT, text=True,
                                env=clean_environment({"TROUPE_MASTER_KEY": MASTER_KEY}))

    def enrol(self, code_for):
        child = self.troupe("user", "totp", "admin")
        secret = child.stdout.readline().split()[1]
        self.assertIn(secret, child.stdout.readline())
        output, _ = child.communicate(code_for(secret) + "\n", timeout=30)
        return secret, child.returncode, output

    def refusal(self, answer):
        self.assertEqual(answer.status, 403, answer.text)
        return answer.body["error"]["code"]

    def test_orders_and_limits_need_a_code_and_a_halt_does_not(self):
        self.assertEqual(self.order(0.5).status, 200)
        _, code, output = self.enrol(lambda secret: "000000" if code_of(secret) != "000000"
                                     else "000001")
        self.assertEqual(code, 1, output)
        secret, code, output = self.enrol(code_of)
        self.assertEqual(code, 0, output)
        limits = {"order_notional_max": "9000"}
        wait_until(lambda: self.operator.ask("PATCH", "/api/risk/limits", limits).status == 403,
                   "the edge has seen it", WITHIN_S)
        self.assertEqual(self.refusal(self.order(0.4)), "second_factor_needed")
        self.assertEqual(self.operator.ask("POST", "/api/risk/halt").status, 200)
        self.assertEqual(self.operator.ask("POST", "/api/risk/resume").status, 200)
        passed = self.operator.ask("POST", "/api/second-factor", {"code": code_of(secret)})
        self.assertEqual(passed.status, 200, passed.text)
        self.assertTrue(passed.body["enrolled"])
        self.assertEqual(self.order(0.3).status, 200)
        self.removed_again()
        self.no_file_tells(secret)
        self.the_audit_log_is_chained()

    def removed_again(self):
        child = self.troupe("user", "totp-remove", "admin")
        output, _ = child.communicate(timeout=30)
        self.assertEqual(child.returncode, 0, output)
        wait_until(lambda: not self.operator.get("/api/second-factor")["enrolled"],
                   "the edge has seen it", WITHIN_S)

    def no_file_tells(self, secret):
        for folder, _, names in os.walk(self.it.home):
            for name in names:
                with open(os.path.join(folder, name), "rb") as file:
                    self.assertNotIn(secret.encode(), file.read(), name)

    def the_audit_log_is_chained(self):
        child = self.troupe("audit", "verify")
        output, _ = child.communicate(timeout=30)
        self.assertEqual(child.returncode, 0, output)
        file = self.it.home / "audit.jsonl"
        lines = file.read_text("utf-8").splitlines()
        self.assertIn("enrolled the authenticator of admin", "\n".join(lines))
        changed = json.dumps({**json.loads(lines[1]), "who": "nobody"})
        file.write_text("\n".join([lines[0], changed, *lines[2:]]) + "\n", "utf-8")
        child = self.troupe("audit", "verify")
        output, _ = child.communicate(timeout=30)
        self.assertEqual(child.returncode, 1, output)
        self.assertIn("line 3:", output)


class a_wrong_redis_url(SystemTest):
    def test_is_one_line_and_exit_code_2(self):
        for url in ("http://127.0.0.1:6379", "redis://127.0.0.1:99999", "redis://", "6379",
                    "rediss://127.0.0.1:6379", "redis://127.0.0.1/x"):
            it = self.system(settings={"redis_url": url})
            for command in (("config", "check", it.config), ("run", "--config", it.config),
                            ("doctor", "--config", it.config)):
                done = subprocess.run([str(BINARY), *map(str, command)], text=True,
                                      capture_output=True, check=False, timeout=30,
                                      env=clean_environment({}))
                self.assertEqual(done.returncode, 2, (command, url, done.stdout, done.stderr))
                self.assertEqual(done.stderr.count("\n"), 1, done.stderr)
                self.assertIn("redis_url", done.stderr)
