"""A running edge in front of strangers: keys, the audit log, TLS, limits, odd bytes."""
import http.client
import json
import os
import socket
import ssl
import subprocess
import time
import zlib

from integration.harness.binary import troupe
from integration.harness.ports import free_port
from integration.harness.rest import Operator, call
from integration.harness.system import PASSWORD, SystemTest
from integration.harness.waiting import wait_until

WITHIN_S = 15


def raw(port, text, to_the_end=True):
    """What is answered to these bytes."""
    with socket.create_connection(("127.0.0.1", port), timeout=WITHIN_S) as peer:
        peer.sendall(text.encode("latin-1"))
        heard = b""
        while to_the_end or b"\r\n\r\n" not in heard:
            part = peer.recv(65536)
            if not part:
                break
            heard += part
        return heard.decode("latin-1")


class keys_and_audit(SystemTest):
    def setUp(self):
        self.it = self.system(settings={"trading.strategies": []})
        self.operator = self.it.ready(self.it.start())

    def as_key(self, key, method, path, body=None):
        return call(self.it.edge_port, method, path, body, {"Authorization": f"Bearer {key}"})

    def test_a_key_of_the_command_line_serves_within_seconds_until_it_is_revoked(self):
        made = troupe("key", "add", "bot", "--role", "trader", "--home", self.it.home)
        self.assertEqual(made.returncode, 0, made.stderr)
        key = made.stdout.strip()
        wait_until(lambda: self.as_key(key, "GET", "/api/me").status == 200, "the key serves", 10)
        self.assertEqual(self.as_key(key, "POST", "/api/risk/halt").status, 200)
        self.assertEqual(self.as_key(key, "GET", "/api/audit").status, 403)
        listed = json.loads(troupe("key", "list", "--json", "--home", self.it.home).stdout)
        self.assertEqual([each["name"] for each in listed], ["bot"])
        for path in self.it.home.rglob("*"):
            if path.is_file():
                self.assertNotIn(key.rsplit("_", 1)[1].encode(), path.read_bytes(), path)
        revoked = troupe("key", "revoke", listed[0]["id"], "--home", self.it.home)
        self.assertEqual(revoked.returncode, 0, revoked.stderr)
        wait_until(lambda: self.as_key(key, "GET", "/api/me").status == 401, "it is revoked", 10)
        halts = self.operator.get("/api/audit?who=key:bot")["items"]
        self.assertEqual([each["path"] for each in halts if each["status"] == 200],
                         ["/api/risk/halt"])
        by_hand = [each for each in self.operator.get("/api/audit")["items"]
                   if each["method"] == "CLI"]
        self.assertEqual([each["path"] for each in by_hand], ["key", "key"])
        self.assertTrue(all(each["who"].startswith("os:") for each in by_hand))

    def test_a_user_is_added_changed_and_removed_and_a_running_edge_knows_it_at_once(self):
        added = self.operator.ask("POST", "/api/users", {
            "name": "carol", "role": "viewer", "password": "the password of carol"})
        self.assertEqual((added.status, added.body), (201, {"name": "carol", "role": "viewer"}))
        carol = Operator(self.it.edge_port, "the password of carol", "carol")
        self.assertEqual(carol.ask("POST", "/api/risk/halt").status, 403)
        changed = self.operator.ask("PATCH", "/api/users/carol", {"role": "trader"})
        self.assertEqual(changed.status, 200, changed.text)
        self.assertEqual(carol.ask("POST", "/api/risk/halt").status, 200, "the role counts at once")
        listed = json.loads(troupe("user", "list", "--json", "--home", self.it.home).stdout)
        self.assertIn({"name": "carol", "role": "trader"}, listed)
        self.assertEqual(self.operator.ask("DELETE", "/api/users/carol").status, 204)
        refused = carol.ask("GET", "/api/me")
        self.assertEqual((refused.status, refused.body["error"]["code"]), (401, "user_gone"))
        self.assertEqual(self.operator.ask("DELETE", "/api/users/admin").status, 422)
        text = (self.it.home / "audit.jsonl").read_text(encoding="utf-8")
        self.assertIn("/api/users/carol", text)
        self.assertNotIn("the password of carol", text)

    def test_a_user_whom_the_command_line_removes_is_out_within_seconds(self):
        self.operator.ask("POST", "/api/users", {
            "name": "carol", "role": "viewer", "password": "the password of carol"})
        carol = Operator(self.it.edge_port, "the password of carol", "carol")
        self.assertEqual(carol.ask("GET", "/api/me").status, 200)
        removed = troupe("user", "remove", "carol", "--home", self.it.home)
        self.assertEqual(removed.returncode, 0, removed.stderr)
        wait_until(lambda: carol.ask("GET", "/api/me").status == 401, "carol is out", 10)
        self.assertEqual(self.operator.ask("GET", "/api/me").status, 200)

    def test_wrong_use_of_the_command_is_told(self):
        for arguments in (("add", "a b", "--role", "viewer"), ("add", "a", "--role", "king"),
                          ("add", "a", "--role", "viewer", "--days", "0")):
            done = troupe("key", *arguments, "--home", self.it.home)
            self.assertEqual(done.returncode, 2, done.stderr)
        self.assertEqual(troupe("key", "revoke", "0", "--home", self.it.home).returncode, 1)

    def test_a_change_of_limits_is_told_with_who_and_what_it_was_before(self):
        before = self.operator.get("/api/risk")["limits"]["order_notional_max"]
        changed = self.operator.ask("PATCH", "/api/config",
                                    {"risk.order_notional_max": "4321", "reason": "a test"})
        self.assertEqual(changed.status, 200, changed.text)
        entry = self.operator.get("/api/audit?limit=1")["items"][0]
        self.assertEqual((entry["who"], entry["role"], entry["method"], entry["path"]),
                         ("admin", "admin", "PATCH", "/api/config"))
        self.assertEqual(entry["before"]["limits"]["order_notional_max"], before)
        self.assertEqual(entry["after"]["limits"]["order_notional_max"],
                         changed.body["limits"]["order_notional_max"])
        self.assertNotEqual(before, entry["after"]["limits"]["order_notional_max"])
        def changes():
            history = self.operator.get("/api/config/history")["items"]
            return [each for each in history if each["content"].get("reason") == "a test"]
        told = wait_until(changes, "the history tells it", 10)
        self.assertEqual(told[0]["content"]["who"], "admin")
        shown = {each["key"]: each for each in self.operator.get("/api/config")["items"]}
        self.assertEqual(shown["risk.order_notional_max"]["value"], "4321")
        self.assertEqual(shown["admin_password"]["value"], "********")
        refused = self.operator.ask("PATCH", "/api/config", {"edge.port": "1"})
        self.assertEqual((refused.status, refused.body["error"]["code"]), (422, "not_changeable"))

    def test_no_secret_is_in_the_log_of_writes(self):
        Operator(self.it.edge_port, PASSWORD)
        call(self.it.edge_port, "POST", "/api/login",
             {"username": "admin", "password": "wrong one"})
        text = (self.it.home / "audit.jsonl").read_text(encoding="utf-8")
        self.assertIn("/api/login", text)
        for secret in (PASSWORD, "wrong one", self.operator.token, self.operator.refresh_token):
            self.assertNotIn(secret, text)


class odd_requests(SystemTest):
    def setUp(self):
        self.it = self.system(settings={"trading.strategies": []})
        self.operator = self.it.ready(self.it.start())

    def test_no_path_leads_out_of_the_page(self):
        for path in ("/../../../../etc/passwd", "/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
                     "/..%2f..%2f..%2fetc/passwd", "/docs/..%2f..%2fetc%2fpasswd",
                     "/_next/static/..%2f..%2f..%2f..%2fetc%2fpasswd", "/..\\..\\etc\\passwd",
                     "/docs/%00viewer.css", "//etc/passwd", "/./../users.json",
                     "/var/users.json", "/users.json", "/%5c..%5cusers.json",
                     "http://127.0.0.1/../../etc/passwd"):
            with self.subTest(path=path):
                answer = raw(self.it.edge_port,
                             f"GET {path} HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n")
                self.assertRegex(answer.split("\r\n")[0], r"HTTP/1.1 (400|404|308) ")
                self.assertNotIn("root:", answer)
                self.assertNotIn("password_hash", answer)

    def test_a_request_inside_another_is_never_carried_out(self):
        token = self.operator.token
        inner = (f"POST /api/risk/halt HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer {token}\r\n"
                 "Content-Length: 0\r\n\r\n")
        for header in ("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
                       "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n",
                       "Content-Length: 0\r\nContent-Length: 5\r\n",
                       "Transfer-Encoding: xchunked\r\n", "Transfer-Encoding: identity\r\n",
                       "Content-Length : 5\r\n"):
            with self.subTest(header=header):
                answer = raw(self.it.edge_port, "POST /api/logout HTTP/1.1\r\nHost: h\r\n"
                             f"{header}\r\n0\r\n\r\n{inner}")
                self.assertTrue(answer.startswith("HTTP/1.1 400 "), answer)
                self.assertEqual(answer.count("HTTP/1.1 "), 1, answer)
                self.assertIn('"code":"malformed_request"', answer)
        self.assertFalse(self.operator.get("/api/risk")["halted"])

    def test_bodies_and_headers_beyond_the_bounds_are_refused_in_the_one_shape(self):
        large = "x" * (1 << 20)
        answer = raw(self.it.edge_port, "POST /api/login HTTP/1.1\r\nHost: h\r\n"
                     f"Content-Length: {len(large) + 1}\r\n\r\n", to_the_end=False)
        self.assertTrue(answer.startswith("HTTP/1.1 413 "), answer)
        answer = raw(self.it.edge_port, f"GET / HTTP/1.1\r\nHost: h\r\nX: {'x' * 17000}\r\n\r\n",
                     to_the_end=False)
        self.assertTrue(answer.startswith("HTTP/1.1 431 "), answer)

    def test_many_connections_that_say_little_keep_nobody_out(self):
        self.it = self.system(settings={"trading.strategies": [], "edge.connections_max": 20})
        operator = self.it.ready(self.it.start())
        silent = [socket.create_connection(("127.0.0.1", self.it.edge_port)) for _ in range(20)]
        for each in silent:
            each.sendall(b"GET /health HTTP/1.1\r\nX: ")
        time.sleep(2.5)  # what the server protects
        for _ in range(5):
            self.assertEqual(operator.ask("GET", "/api/me").status, 200)
        for each in silent:
            each.close()

    def test_passwords_cannot_be_tried_without_end(self):
        statuses = [call(self.it.edge_port, "POST", "/api/login",
                         {"username": "admin", "password": f"guess number {index}"}).status
                    for index in range(12)]
        self.assertIn(statuses.count(401), (5, 6))  # one more after twelve seconds
        self.assertEqual(statuses.count(401) + statuses.count(429), 12)
        self.assertEqual(self.operator.ask("GET", "/api/me").status, 200)


class limits(SystemTest):
    def test_a_user_who_asks_too_often_is_told_when_to_come_back(self):
        it = self.system(settings={"trading.strategies": [], "edge.user_requests_per_s": 5})
        operator = it.ready(it.start())
        answers = [operator.ask("GET", "/api/me") for _ in range(40)]
        refused = [each for each in answers if each.status == 429]
        self.assertGreater(len(refused), 10)
        self.assertEqual(refused[0].body["error"]["code"], "rate_limited")
        self.assertGreaterEqual(int(refused[0].headers["retry-after"]), 1)
        self.assertEqual(call(it.edge_port, "GET", "/health").status, 200)
        time.sleep(int(refused[0].headers["retry-after"]))
        self.assertEqual(operator.ask("GET", "/api/me").status, 200)


class tls(SystemTest):
    def certificate(self, folder, name):
        """A fresh pair of files: the certificate and its key."""
        made = [folder / f"{name}.pem", folder / f"{name}.key"]
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt",
                        "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj", "/CN=test",
                        "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1",
                        "-keyout", made[1], "-out", made[0]], check=True, capture_output=True)
        return made

    def setUp(self):
        self.files = self.folder()
        self.pair = self.certificate(self.files, "edge")
        self.redirect_port = free_port()
        self.it = self.system(settings={
            "trading.strategies": [], "edge.tls_certificate": str(self.pair[0]),
            "edge.tls_key": str(self.pair[1]), "edge.redirect_port": self.redirect_port})
        self.process = self.it.start()
        self.trusted = ssl.create_default_context(cafile=self.pair[0])
        wait_until(self.is_ready, "the edge is ready over TLS", 60)

    def is_ready(self):
        try:
            return self.ask("GET", "/ready").status == 200
        except OSError:
            return False

    def ask(self, method, path, body=None, headers=None, trusted=None):
        connection = http.client.HTTPSConnection("localhost", self.it.edge_port, timeout=WITHIN_S,
                                                 context=trusted or self.trusted)
        try:
            connection.request(method, path, body and json.dumps(body), headers or {})
            answer = connection.getresponse()
            answer.text = answer.read().decode()
            return answer
        finally:
            connection.close()

    def test_serves_https_with_its_headers_and_points_http_there(self):
        answer = self.ask("POST", "/api/login", {"username": "admin", "password": PASSWORD,
                                                 "cookie": True})
        self.assertEqual(answer.status, 200, answer.text)
        self.assertEqual(answer.getheader("Strict-Transport-Security"), "max-age=31536000")
        cookies = answer.headers.get_all("Set-Cookie")
        self.assertTrue(all("; Secure" in each for each in cookies), cookies)
        plain = call(self.redirect_port, "GET", "/api/me?a=b")
        self.assertEqual(plain.status, 308)
        self.assertEqual(plain.headers["location"],
                         f"https://127.0.0.1:{self.it.edge_port}/api/me?a=b")
        with self.assertRaises((OSError, http.client.HTTPException)):
            call(self.it.edge_port, "GET", "/health")
        done = troupe("status", "--json", "--url", f"https://localhost:{self.it.edge_port}",
                      environment={"SSL_CERT_FILE": str(self.pair[0]),
                                   "TROUPE_ADMIN_PASSWORD": PASSWORD})
        self.assertEqual(done.returncode, 0, done.stderr)

    def test_speaks_no_tls_that_is_out_of_date(self):
        for version in (ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1):
            old = ssl.create_default_context(cafile=self.pair[0])
            old.minimum_version = old.maximum_version = version
            with self.assertRaises((ssl.SSLError, OSError)):
                self.ask("GET", "/health", trusted=old)

    def test_takes_a_new_certificate_without_a_restart(self):
        pid = self.process.pid
        fresh = self.certificate(self.files, "fresh")
        for source, target in zip(fresh, self.pair):
            os.replace(source, target)
        other = ssl.create_default_context(cafile=self.pair[0])

        def serves():
            try:
                return self.ask("GET", "/health", trusted=other).status == 200
            except ssl.SSLError:
                return False
        wait_until(serves, "the new certificate is served", WITHIN_S)
        with self.assertRaises(ssl.SSLError):
            self.ask("GET", "/health")
        self.assertEqual(self.process.pid, pid)

    def test_streams_over_wss_and_compresses_where_that_is_offered(self):
        answer = self.ask("POST", "/api/login", {"username": "admin", "password": PASSWORD})
        token = json.loads(answer.text)["token"]
        with socket.create_connection(("localhost", self.it.edge_port), WITHIN_S) as plain:
            with self.trusted.wrap_socket(plain, server_hostname="localhost") as peer:
                peer.sendall((
                    "GET /ws/trading HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n"
                    "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                    f"Authorization: Bearer {token}\r\n"
                    "Sec-WebSocket-Extensions: permessage-deflate\r\n\r\n").encode())
                stream = peer.makefile("rb")
                head = b""
                while not head.endswith(b"\r\n\r\n"):
                    head += stream.readline()
                self.assertIn(b" 101 ", head)
                self.assertIn(b"permessage-deflate", head)
                said = b'{"action":"ping"}'
                peer.sendall(bytes([0x81, 128 | len(said), 0, 0, 0, 0]) + said)
                first, size = stream.read(2)
                self.assertEqual(first, 0xc1)
                text = zlib.decompressobj(-15).decompress(stream.read(size) + b"\0\0\xff\xff")
                self.assertEqual(json.loads(text)["type"], "pong")


class what_the_log_tells(SystemTest):
    def test_the_last_lines_are_those_of_the_logs_file_without_secrets_and_for_admins(self):
        it = self.system(settings={"venue.speed": "60", "runtime.log_level": "info"})
        operator = it.ready(it.start())
        page = operator.get("/api/logs?limit=1000")
        lines = [each["line"] for each in page["items"]]
        self.assertTrue(lines)
        seqs = [each["seq"] for each in page["items"]]
        self.assertEqual(seqs, list(range(seqs[0], seqs[0] - len(seqs), -1)))
        self.assertNotIn(PASSWORD, json.dumps(lines))
        event = lines[0]["event"]
        of_event = operator.get(f"/api/logs?event={event}")["items"]
        self.assertEqual({each["line"]["event"] for each in of_event}, {event})
        key = operator.ask("POST", "/api/keys", {"name": "trading", "role": "trader"})
        self.assertEqual(key.status, 201, key.text)
        refused = call(it.edge_port, "GET", "/api/logs", None,
                       {"Authorization": f"Bearer {key.body['key']}"})
        self.assertEqual(refused.status, 403, refused.text)


class what_the_venue_tells(SystemTest):
    def test_assets_news_and_the_screener_are_of_the_running_market(self):
        it = self.system(settings={"venue.speed": "60", "trading.watchlists": ["majors=BTC/USD"]})
        operator = it.ready(it.start())
        assets = operator.get("/api/crypto/assets")
        self.assertIn("BTC/USD", [each["symbol"] for each in assets])
        self.assertEqual({each["class"] for each in assets}, {"crypto"})
        news = operator.get("/api/news/AAPL?limit=3")
        self.assertIn("source", news)
        self.assertLessEqual(len(news["items"]), 3)
        self.assertTrue(all("AAPL" in each["symbols"] for each in news["items"]))
        def screened():
            try:
                return operator.get("/api/screener?sort=volume")["items"]
            except ConnectionError:  # the edge may start again while the rest comes up
                return None
        rows = wait_until(screened, "there are bars", 30)
        self.assertEqual(rows, sorted(rows, key=lambda each: -each["volume"]))
        coin = next(each for each in rows if each["symbol"] == "BTC/USD")
        self.assertTrue(coin["tradable"])
        self.assertLessEqual(coin["low"], coin["price"])
        self.assertTrue(0 <= coin["rsi"] <= 100, coin)
        quoted = wait_until(lambda: next(
            (each for each in operator.get("/api/screener")["items"] if each["bid"]), None),
            "something is quoted", 30)
        self.assertGreater(quoted["ask"], quoted["bid"])
        self.assertGreater(quoted["spread_bps"], 0)
        self.assertEqual(operator.get("/api/watchlists")["items"],
                         [{"name": "majors", "symbols": ["BTC/USD"]}])
        metrics = operator.get("/api/metrics?prefix=troupe_edge")["items"]
        self.assertIn("troupe_edge_answers_total", [each["name"] for each in metrics])
