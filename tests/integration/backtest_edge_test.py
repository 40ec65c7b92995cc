"""Backtests asked of a running edge: beside trading, one at a time, kept over a restart."""
import json
from decimal import Decimal

from integration import generated_bars
from integration.harness import journal
from integration.harness.binary import troupe
from integration.harness.postgres import Postgres
from integration.harness.system import SystemTest
from integration.harness.waiting import wait_until
from integration.harness.websocket import WebSocket

END = "2024-03-06T00:00:00Z"  # of the generated bars
LONG_MINUTES = 150_000
WITHIN_S = 60


def ended(operator, number):
    def asked():
        told = operator.get(f"/api/backtests/{number}")
        return told if told["state"] not in ("queued", "running") else None
    return wait_until(asked, "the backtest's end", WITHIN_S)


class backtests_of_an_edge(SystemTest):
    def running(self, **more):
        """A system that has traded all its data; its folder of data has the same file."""
        data = generated_bars.write(self.folder(), "BTC-USD", 3)
        system = self.system(**more)
        folder = system.home / "data"
        folder.mkdir(parents=True)
        (folder / data.name).write_bytes(data.read_bytes())
        process = system.start("--data", data, "--speed", "max")
        operator = system.ready(process)
        wait_until(lambda: operator.get("/api/status")["market_time"] == END, "the market's end",
                   WITHIN_S)
        return system, process, operator, data

    def begin(self, operator, **asked):
        answer = operator.ask("POST", "/api/backtest", {"strategy": "stochrsi_ema", **asked})
        self.assertEqual(answer.status, 202, answer.text)
        return answer.body["id"]

    def test_the_journal_and_the_file_give_the_trades_that_the_run_made(self):
        system, _, operator, data = self.running()
        there = [(each["t"], each["side"], Decimal(each["qty"]), Decimal(each["price"]))
                 for each in journal.records(system.home, "fill")]
        self.assertGreater(len(there), 2)
        for files in ([], [data.name]):
            told = ended(operator, self.begin(operator, files=files))
            self.assertEqual(told["state"], "done", told)
            here = [(each["time"], each["side"], Decimal(each["qty"]), Decimal(each["price"]))
                    for each in told["result"]["fills"]]
            self.assertEqual(here, there, files)
            self.assertEqual(Decimal(told["figures"]["end_equity"]),
                             Decimal(operator.get("/api/account")["equity"]))
        done = troupe("backtest", "--json", "--config", system.config, "--strategy",
                      "stochrsi_ema", "--data", data)
        here = json.loads(done.stdout)["result"]
        self.assertEqual(here["figures"], told["figures"])
        self.assertEqual(here["data"], told["result"]["data"])

    def test_variants_of_one_name_stand_beside_one_another_and_outlive_a_restart(self):
        system, process, operator, data = self.running()
        numbers = [self.begin(operator, files=[data.name], name="lengths",
                              parameters={"rsi_length": length}) for length in (9, 14, 21)]
        told = [ended(operator, each) for each in numbers]
        self.assertEqual({each["state"] for each in told}, {"done"})
        self.assertEqual(len({each["figures"]["net_profit"] for each in told}), 3)
        group, = operator.get("/api/experiments")["items"]
        self.assertEqual([each["id"] for each in group["variants"]], numbers)
        process.end()
        operator = system.ready(system.start("--data", data, "--speed", "max"))
        again = wait_until(lambda: operator.get("/api/backtests?name=lengths")["items"],
                           "the stored backtests", WITHIN_S)
        self.assertEqual([each["id"] for each in again], numbers[::-1])
        self.assertEqual(operator.get(f"/api/backtests/{numbers[0]}")["result"],
                         told[0]["result"])

    def test_a_long_one_tells_its_progress_and_stops_when_it_is_told_to(self):
        system, _, operator, _ = self.running()
        generated_bars.write(system.home / "data", "ETH-USD", 5, LONG_MINUTES)
        with WebSocket(system.edge_port, "/ws/trading", operator.headers) as stream:
            stream.send({"action": "subscribe", "channels": ["backtests"]})
            stream.receive_until(lambda each: each["type"] == "snapshot", WITHIN_S)
            first = self.begin(operator, files=["ETH-USD_1m.csv"])
            second = self.begin(operator, files=["ETH-USD_1m.csv"])
            stream.receive_until(lambda each: each["type"] == "backtest" and
                                 each["data"]["id"] == first and
                                 each["data"]["state"] == "running", WITHIN_S)
            self.assertEqual(operator.ask("DELETE", f"/api/backtests/{second}").status, 200)
            heard = stream.receive_until(lambda each: each["type"] == "backtest" and
                                         each["data"]["state"] == "aborted", WITHIN_S)
        self.assertEqual(heard[-1]["data"]["id"], second)
        self.assertEqual(ended(operator, second)["error"]["code"], "backtest_stopped")
        self.assertEqual(ended(operator, first)["state"], "done")
        self.assertEqual(operator.ask("DELETE", f"/api/backtests/{first}").status, 409)

    def test_postgresql_keeps_them_too_and_a_rebuild_leaves_them(self):
        server = Postgres(self)
        system, _, operator, data = self.running(environment={"DATABASE_URL": server.url})
        number = self.begin(operator, files=[data.name], name="kept")
        self.assertEqual(ended(operator, number)["state"], "done")
        done = troupe("read-side", "rebuild", "--config", system.config,
                      environment={"DATABASE_URL": server.url})
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(server.rows("select id, state, name from backtests"),
                         [[number, "done", "kept"]])

    def test_switches_are_listed_and_turned(self):
        _, _, operator, _ = self.running()

        def flag(key):
            return next(each for each in operator.get("/api/flags")["items"]
                        if each["key"] == key)
        self.assertFalse(flag("trading.halted")["value"])
        answer = operator.ask("PATCH", "/api/flags", {"trading.halted": True, "reason": "a test"})
        self.assertEqual(answer.status, 200, answer.text)
        wait_until(lambda: flag("trading.halted")["value"], "the halt", WITHIN_S)
        self.assertTrue(operator.get("/api/risk")["halted"])
        answer = operator.ask("PATCH", "/api/flags", {"strategy.stochrsi_ema.enabled": False})
        self.assertEqual(answer.status, 200, answer.text)
        wait_until(lambda: not flag("strategy.stochrsi_ema.enabled")["value"], "the switch",
                   WITHIN_S)
        self.assertEqual(flag("strategy.stochrsi_ema.enabled")["origin"], "operator")
        answer = operator.ask("PATCH", "/api/flags", {"journal.fsync": False})
        self.assertEqual(answer.body["error"]["code"], "not_changeable")
