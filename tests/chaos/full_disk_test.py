"""The journal's disk is full while it trades: orders stop, nothing is damaged, and with room it
goes on. Needs the right to mount a file system of its own, and is skipped without."""
import signal
import subprocess
from collections import Counter

from integration.harness import journal
from integration.harness.rest import at_venue
from integration.harness.trading_elsewhere import TradingElsewhere
from integration.harness.waiting import wait_until

SIZE_MB = 16


class full_disk(TradingElsewhere):
    def setUp(self):
        super().setUp()
        self.disk = self.running.home / "journal"
        self.disk.mkdir(parents=True)
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SIZE_MB}m", "troupe-test",
                                  self.disk], capture_output=True, check=False)
        if mounted.returncode != 0:
            self.skipTest("no right to mount a file system: " + mounted.stderr.decode().strip())
        self.addCleanup(lambda: subprocess.run(["umount", "-l", self.disk], check=True))

    def orders(self):
        return len(self.venue_orders())

    def fill(self):
        ballast = self.disk / "ballast"
        with open(ballast, "wb", buffering=0) as file:
            try:
                while file.write(b"\1" * 65536):
                    pass
            except OSError:
                pass
        return ballast

    def test_trading_halts_and_goes_on_and_nothing_is_damaged(self):
        process = self.running.start("--enable-trading")
        self.running.ready(process)
        wait_until(lambda: self.orders() > 20, "it trades", 60)
        ballast = self.fill()
        wait_until(self.stands_still, "no order leaves any more", 120)
        self.assertIsNone(process.exit_code, process.tail())
        before = self.orders()
        ballast.unlink()
        wait_until(lambda: self.orders() > before, "it trades again", 60)
        process.send(signal.SIGKILL)
        process.wait(10)
        self.assertTrue(journal.verify(self.running.home)["ok"])
        names = Counter(each["client_order_id"]
                        for each in journal.records(self.running.home, "intent"))
        self.assertEqual([each for each, count in names.items() if count > 1], [])
        self.assertEqual(set(self.venue_orders()) - set(names), set(),
                         "at the venue without an intent")

    def stands_still(self):
        before = at_venue(self.port, "/v2/clock")["timestamp"]
        count = self.orders()
        # Two minutes of the market, of which every quarter has a quote to be traded on.
        wait_until(lambda: self.minutes_since(before) >= 2, "the market moves on", 60)
        return self.orders() == count

    def minutes_since(self, before):
        now = at_venue(self.port, "/v2/clock")["timestamp"]
        clock = [[int(each[11:13]), int(each[14:16])] for each in (before, now)]
        (hours, minutes), (later_hours, later_minutes) = clock
        return ((later_hours - hours) * 60 + later_minutes - minutes) % 1440
