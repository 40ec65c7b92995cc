"""The read side: a database made of the journal, which trading never waits for."""
import signal
import sqlite3
import subprocess

from integration import generated_bars
from integration.harness import journal
from integration.harness.binary import BINARY
from integration.harness.postgres import Postgres
from integration.harness.system import SystemTest
from integration.harness.waiting import wait_until

WITHIN_S = 60
TABLES = ("orders", "trades", "positions", "signals", "decisions", "bars", "configuration",
          "audit_log", "notifications", "metrics")
OF_RECORDS = [each for each in TABLES if each not in ("orders", "bars")]


class read_side(SystemTest):
    def market(self):
        folder = self.folder()
        for seed, name in enumerate(("BTC-USD", "ETH-USD"), 3):
            generated_bars.write(folder, name, seed)
        return folder

    def filled(self):
        orders = self.operator.get("/api/orders?status=all&limit=500")
        return [each for each in orders if each["status"] == "filled"]

    def ask(self, system, command):
        done = subprocess.run([BINARY, "read-side", command, "--config", system.config],
                              capture_output=True, text=True, timeout=WITHIN_S)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def content(self, system, last_seq):
        """Rows of records up to this one; no row of an order or bar, which later ones change."""
        with sqlite3.connect(system.home / "read_side.db") as database:
            return {table: database.execute(
                f"select * from {table} where seq <= ? order by 1, 2, 3, 4",
                (last_seq,)).fetchall() for table in OF_RECORDS}

    def last_seq(self, system):
        with sqlite3.connect(system.home / "read_side.db") as database:
            return database.execute("select last_seq from read_side_position").fetchone()[0]

    def test_sqlite_is_kept_by_default_and_made_again_with_the_same_rows(self):
        system = self.system()
        process = system.start("--data", self.market(), "--speed", "3000")
        self.operator = system.ready(process)
        wait_until(lambda: len(self.filled()) >= 4, "four orders are filled", WITHIN_S)

        def stored():
            with sqlite3.connect(system.home / "read_side.db") as database:
                return database.execute("select count(*) from orders where status = 'filled'"
                                        ).fetchone()[0]
        wait_until(lambda: stored() >= 4, "the database has them", WITHIN_S)
        process.send(signal.SIGTERM)
        self.assertEqual(process.wait(10), 0)
        last_seq = self.last_seq(system)
        before = self.content(system, last_seq)
        self.assertGreater(len(before["decisions"]), 50)
        (system.home / "read_side.db").unlink()
        for beside in ("read_side.db-wal", "read_side.db-shm"):
            (system.home / beside).unlink(missing_ok=True)
        told = self.ask(system, "rebuild")
        self.assertIn("decisions: ", told)
        self.assertEqual(self.content(system, last_seq), before)
        journaled = journal.records(system.home, "fill", "partial_fill")
        with sqlite3.connect(system.home / "read_side.db") as database:
            self.assertEqual(database.execute("select count(*) from trades").fetchone()[0],
                             len({each["execution_id"] for each in journaled}))

    def test_an_outage_of_postgres_delays_the_read_side_and_nothing_else(self):
        database = Postgres(self)
        system = self.system(environment={"DATABASE_URL": database.url})
        process = system.start("--data", self.market(), "--speed", "3000")
        self.operator = system.ready(process)
        count = "select count(*) from orders where status = 'filled'"

        def stored():
            return int(database.rows(count)[0][0])
        wait_until(lambda: self.filled(), "an order is filled", WITHIN_S)
        wait_until(lambda: stored() > 0, "the database has it", WITHIN_S)
        database.stop()
        known = len(self.filled())
        wait_until(lambda: len(self.filled()) >= known + 4, "trading goes on", WITHIN_S)
        self.assertEqual(system.readiness().status, 200)
        database.start()
        wanted = len(self.filled())
        wait_until(lambda: stored() >= wanted, "the database catches up", WITHIN_S)
        ids = {each["client_order_id"] for each in self.filled()}
        wait_until(lambda: ids <= {each[0] for each in database.rows(
            "select client_order_id from orders where status = 'filled'")},
            "every filled order is there", WITHIN_S)
        process.send(signal.SIGTERM)
        self.assertEqual(process.wait(10), 0)
        parts = database.rows("select count(*) from pg_inherits")
        self.assertGreater(int(parts[0][0]), 5, "tables are partitioned by month")
