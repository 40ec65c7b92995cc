"""What a backtest of a day would have done against what was done, on the real binary."""
import json
from decimal import Decimal

from integration import generated_bars
from integration.harness import journal
from integration.harness.binary import troupe
from integration.harness.outside_venue import OutsideVenue
from integration.harness.system import SystemTest
from integration.harness.waiting import wait_until

CAUSES = ("signal", "timing", "fill", "fee")
DAYS = ("2024-03-03", "2024-03-04", "2024-03-05")  # in New York, of the generated bars


def parity(home, *options):
    return troupe("replay", "--parity", "--home", home, *options)


class parity_of_a_day(SystemTest):
    def report(self, home, *options):
        done = parity(home, "--json", *options)
        self.assertEqual(done.returncode, 0, done.stderr)
        return json.loads(done.stdout)

    def assert_adds_up(self, report):
        """The parts are the difference, and the difference is that of the two accounts."""
        difference = report["difference"]
        whole = Decimal(report["actual"]["equity"]) - Decimal(report["backtest"]["equity"])
        self.assertEqual(Decimal(difference["total"]), whole)
        self.assertEqual(sum(Decimal(difference[each]) for each in CAUSES), whole)
        rows = [Decimal(each["difference"]["total"]) for each in report["rows"]]
        self.assertEqual(sum(rows), whole)
        self.assertEqual(Decimal(report["adjusted"]), 0)

    def test_a_day_of_lockstep_was_done_as_a_backtest_does_it_to_the_last_unit(self):
        data = self.folder()
        for seed, name in enumerate(("BTC-USD", "ETH-USD"), 3):
            generated_bars.write(data, name, seed)
        system = self.system(settings={"runtime.lanes": 2,
                                       "trading.strategies": ["stochrsi_ema", "every_quote"]})
        system.replay(data)
        wishes = 0
        for day in DAYS:
            report = self.report(system.home, "--day", day)
            self.assertEqual(report["date"], day)
            self.assertTrue(report["identical"], report["trades"][:3])
            self.assertEqual(report["actual"], report["backtest"])
            self.assertEqual(report["complete"], day != DAYS[-1])
            self.assertEqual({Decimal(each) for each in report["difference"].values()}, {0})
            self.assert_adds_up(report)
            wishes += report["actual"]["wishes"]
        filled = {each["client_order_id"] for each in journal.records(system.home, "fill")}
        self.assertEqual(wishes, len(filled))
        self.assertGreater(wishes, 10)
        self.assertEqual(self.report(system.home)["date"], DAYS[-1])

    def test_a_venue_that_fills_late_and_in_parts_shows_what_that_cost(self):
        venue = OutsideVenue(self, "--seed", 5, "--speed", 60, "--partials")
        system = self.system(settings={"trading.symbols": ["BTC/USD"],
                                       "trading.strategies": ["every_quote"]},
                             environment=venue.environment)
        operator = system.ready(system.start("--enable-trading"))
        wait_until(lambda: len(journal.records(system.home, "fill")) > 40, "it trades", 60)
        answer = operator.ask("GET", "/api/analytics/parity")
        self.assertEqual(answer.status, 200, answer.text)
        report = answer.body
        self.assertGreater(report["actual"]["executions"], report["backtest"]["executions"] // 2)
        self.assertFalse(report["identical"])
        self.assertGreater(report["differing"], 0)
        self.assertTrue(any(Decimal(report["difference"][each]) != 0 for each in CAUSES))
        self.assert_adds_up(report)
        self.assertEqual(operator.get(f'/api/analytics/parity?date={report["date"]}')["date"],
                         report["date"])

    def test_the_end_of_a_day_is_told_in_the_log_with_the_same_sums(self):
        data = self.folder()
        generated_bars.write(data, "BTC-USD", 3, minutes=600)  # midnight in New York is the 300th
        system = self.system(settings={"runtime.log_level": "info"})
        process = system.start("--data", data, "--speed", 1200)

        def told():
            lines = [json.loads(each) for each in process.printed().splitlines()
                     if each.startswith("{")]
            return next((each for each in lines if each.get("event") == "parity"), None)
        line = wait_until(told, "the day's line", 120)
        self.assertEqual(line["day"], DAYS[0])
        self.assertEqual(sum(Decimal(line[each]) for each in CAUSES), Decimal(line["difference"]))
        report = self.report(system.home, "--day", DAYS[0])
        self.assertEqual(line["equity"], report["actual"]["equity"])
        self.assertEqual(line["difference"], report["difference"]["total"])

    def test_a_day_that_is_none_or_not_in_the_journal_is_said_to_be_so(self):
        data = self.folder()
        generated_bars.write(data, "BTC-USD", 3, minutes=60)
        system = self.system()
        system.replay(data)
        for day, code, word in (("yesterday", 2, "--day"), ("2024-13-01", 2, "--day"),
                                ("2023-01-05", 1, "2023-01-05")):
            done = parity(system.home, "--day", day)
            self.assertEqual(done.returncode, code, done.stdout)
            self.assertIn(word, done.stderr)
