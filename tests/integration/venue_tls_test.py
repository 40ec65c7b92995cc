"""The venue over TLS, as clients meet it that know nothing of this project."""
import http.client
import re
import ssl

from integration.harness.process import Process
from integration.harness.system import SystemTest
from integration.harness.waiting import wait_until

LINE = re.compile(r"https://127\.0\.0\.1:(\d+), certificate (\S+)")
KEYS = {"APCA-API-KEY-ID": "K", "APCA-API-SECRET-KEY": "S"}


class venue_tls(SystemTest):
    def start(self, home):
        process = Process(["venue", "--port", "0", "--home", home, "--tls"])
        self.addCleanup(process.end)
        found = wait_until(lambda: LINE.search(process.printed()), "the venue tells its URL", 60)
        return process, int(found.group(1)), found.group(2)

    def account(self, host, port, trusted):
        connection = http.client.HTTPSConnection(host, port, timeout=15, context=trusted)
        self.addCleanup(connection.close)
        connection.request("GET", "/v2/account", headers=KEYS)
        answer = connection.getresponse()
        self.assertEqual(answer.status, 200)
        return answer.read(), connection.sock.version()

    def test_is_trusted_by_its_certificate_under_both_names(self):
        _, port, certificate = self.start(self.folder())
        trusted = ssl.create_default_context(cafile=certificate)
        for host in ("localhost", "127.0.0.1"):
            self.assertEqual(self.account(host, port, trusted)[1], "TLSv1.3")

    def test_keeps_its_certificate_over_restarts(self):
        home = self.folder()
        process, port, certificate = self.start(home)
        trusted = ssl.create_default_context(cafile=certificate)
        before, _ = self.account("localhost", port, trusted)
        process.end()
        _, port, _ = self.start(home)
        self.assertEqual(self.account("localhost", port, trusted)[0], before)

    def test_is_refused_by_who_was_not_told_to_trust_it(self):
        _, port, _ = self.start(self.folder())
        with self.assertRaises(ssl.SSLCertVerificationError):
            self.account("localhost", port, ssl.create_default_context())
