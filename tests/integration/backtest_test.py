"""A backtest trades what a run on the built-in venue trades, and its figures add up."""
import json
import re
from decimal import Decimal

from integration import generated_bars
from integration.harness import journal, market_data
from integration.harness.binary import troupe
from integration.harness.system import SystemTest

NAMES = ("BTC-USD", "ETH-USD", "LTC-USD")
CASH = Decimal(100_000)


def fills_of(home):
    """Of a run, as the backtest tells them."""
    return [{"time": each["t"], "symbol": each["symbol"], "side": each["side"],
             "qty": Decimal(each["qty"]), "price": Decimal(each["price"]),
             "fee": Decimal(each["fee"]), "fee_qty": Decimal(each["fee_qty"])}
            for each in journal.records(home, "fill")]


def cash_after(fills):
    cash = CASH
    for each in fills:
        value = each["qty"] * each["price"]
        cash += (value if each["side"] == "sell" else -value) - each["fee"]
    return cash


class backtest(SystemTest):
    def run_backtest(self, *options):
        done = troupe("backtest", "--json", *options)
        self.assertEqual(done.returncode, 0, done.stderr)
        return json.loads(done.stdout)

    def refused(self, *options):
        done = troupe("backtest", *options)
        self.assertEqual(done.returncode, 2, done.stdout)
        self.assertEqual(done.stderr.count("\n"), 1, done.stderr)
        return done.stderr

    def market(self, minutes=2880):
        folder = self.folder()
        for seed, name in enumerate(NAMES, 3):
            generated_bars.write(folder, name, seed, minutes)
        return folder

    def assert_as_run(self, data, *strategies, settings=None):
        """Times, sides, quantities, prices, fees, decisions and the cash at the end."""
        system = self.system(settings={"trading.strategies": strategies, **(settings or {})})
        digest = system.replay(data)
        told = self.run_backtest("--config", system.config, "--data", data, "--digest")["result"]
        here = [{key: each[key] if key in ("time", "symbol", "side") else Decimal(each[key])
                 for key in ("time", "symbol", "side", "qty", "price", "fee", "fee_qty")}
                for each in told["fills"]]
        there = fills_of(system.home)
        self.assertGreater(len(there), 1)
        order = lambda each: (each["time"], each["symbol"], each["side"], each["qty"])
        self.assertEqual(sorted(here, key=order), sorted(there, key=order))
        self.assertEqual(told["digest"], digest)
        self.assertAlmostEqual(Decimal(told["figures"]["end_cash"]), cash_after(there), 6)
        return told

    def test_it_trades_what_a_run_of_the_same_files_trades(self):
        for strategies in (["stochrsi_ema"], ["ma_crossover", "momentum"], ["every_quote"],
                           ["bollinger_reversion", "supertrend", "breakout"]):
            with self.subTest(strategies=strategies):
                if strategies == ["every_quote"]:
                    folder = self.folder()
                    folder.joinpath("BTC-USD_q.csv").write_text(
                        "timestamp,bid,bid_size,ask,ask_size\n" + "".join(
                            f"2024-03-04T00:{at // 60:02d}:{at % 60:02d}Z,{5000 + at % 7},1,"
                            f"{5002 + at % 5 + at % 7},1\n" for at in range(600)),
                        encoding="utf-8")
                    self.assert_as_run(folder, *strategies)
                else:
                    self.assert_as_run(self.market(), *strategies)

    def test_it_obeys_the_limits_of_the_configuration_as_a_run_does(self):
        tight = self.assert_as_run(self.market(), "stochrsi_ema", "ma_crossover",
                                   settings={"risk.order_notional_max": 700,
                                             "risk.daily_realised_loss_max": 20})
        self.assertGreater(tight["decided"]["refused_by_risk"], 0)
        self.assertEqual(tight["settings"]["risk.order_notional_max"], "700")

    def test_it_trades_what_a_run_of_real_days_trades(self):
        for name in (market_data.CRYPTO, market_data.SPY, market_data.AAPL):
            with self.subTest(data=name):
                self.assert_as_run(market_data.sample(name), "stochrsi_ema")

    def test_its_figures_are_those_of_its_trades(self):
        told = self.run_backtest("--strategy", "stochrsi_ema", "--data", self.market())["result"]
        figures, trades = told["figures"], told["trades"]
        self.assertEqual(figures["trades"], len(trades))
        profits = [Decimal(each["profit"]) for each in trades]
        self.assertEqual(Decimal(figures["gross_profit"]), sum(p for p in profits if p > 0))
        self.assertEqual(Decimal(figures["gross_loss"]), sum(p for p in profits if p < 0))
        self.assertAlmostEqual(figures["win_rate"],
                               sum(p > 0 for p in profits) / len(profits), 5)
        self.assertEqual(Decimal(figures["net_profit"]), Decimal(figures["end_equity"]) - CASH)
        if figures["open_trades"] == 0:
            self.assertAlmostEqual(sum(profits), Decimal(figures["net_profit"]), 2)
        drawn = max(each["drawdown"] for each in told["curve"])
        self.assertAlmostEqual(drawn, figures["max_drawdown_share"], 6)
        self.assertEqual(told["curve"][-1]["equity"], figures["end_equity"])
        self.assertEqual(told["data"]["bars"], 3 * 2880)

    def test_parameters_times_and_data_change_what_it_does(self):
        data = self.market()
        plain = self.run_backtest("--strategy", "stochrsi_ema", "--data", data, "--digest")
        again = self.run_backtest("--strategy", "stochrsi_ema", "--data", data, "--digest")
        self.assertEqual(plain["result"], again["result"])
        other = self.run_backtest("--strategy", "stochrsi_ema", "--data", data, "--digest",
                                  "--param", "rsi_length=21")["result"]
        self.assertNotEqual(other["digest"], plain["result"]["digest"])
        self.assertEqual(other["settings"]["strategy.stochrsi_ema.rsi_length"], "21")
        part = self.run_backtest("--strategy", "stochrsi_ema", "--data", data, "--from",
                                 "2024-03-05T00:00:00Z", "--to", "2024-03-05T12:00:00Z")["result"]
        self.assertEqual(part["from"], "2024-03-05T00:00:00Z")
        self.assertEqual(part["to"], "2024-03-05T12:00:00Z")
        for each in part["fills"]:
            self.assertTrue(part["from"] <= each["time"] <= part["to"], each)
        fewer = self.run_backtest("--strategy", "stochrsi_ema", "--data",
                                  data / "BTC-USD_1m.csv")["result"]
        self.assertEqual(fewer["symbols"], ["BTC/USD"])
        self.assertNotEqual(fewer["data"]["digest"], plain["result"]["data"]["digest"])

    def test_the_report_is_one_file_that_fetches_nothing(self):
        report = self.folder() / "out.html"
        told = self.run_backtest("--strategy", "stochrsi_ema", "--data", self.market(), "--report",
                                 report)["result"]
        page = report.read_text(encoding="utf-8")
        self.assertEqual(re.findall(r"(?:src|href|url|@import)\s*[=(]", page), [])
        self.assertNotIn("<script", page)
        self.assertEqual(page.count("<svg"), 2)
        self.assertIn(told["data"]["digest"], page)
        self.assertIn("strategy.stochrsi_ema.rsi_length", page)
        self.assertEqual(page.count("<td>long</td>"), len(told["trades"]))
        done = troupe("backtest", "--strategy", "stochrsi_ema", "--data", self.market(), "--report",
                      report.parent / "none" / "out.html")
        self.assertEqual(done.returncode, 1)
        self.assertIn("none/out.html", done.stderr)

    def test_what_is_wrong_is_told_in_a_line(self):
        data = self.market(60)
        self.assertIn("no_such", self.refused("--strategy", "no_such", "--data", data))
        self.assertIn("no_such", self.refused("--strategy", "stochrsi_ema", "--data", data,
                                              "--param", "no_such=1"))
        self.assertIn("name=value", self.refused("--strategy", "stochrsi_ema", "--data", data,
                                                 "--param", "rsi_length"))
        self.assertIn("--from", self.refused("--strategy", "stochrsi_ema", "--data", data,
                                             "--from", "yesterday"))
        self.assertIn("nothing", self.refused("--strategy", "stochrsi_ema", "--data", data,
                                              "--from", "2030-01-01T00:00:00Z"))
        self.assertIn("gone.csv", self.refused("--strategy", "stochrsi_ema", "--data",
                                               data / "gone.csv"))
        bad = data / "BTC-USD_1m.csv"
        bad.write_text(bad.read_text(encoding="utf-8") + "2024-03-09T00:00:00Z,1,0,2,1,1\n",
                       encoding="utf-8")
        self.assertIn("BTC-USD_1m.csv:62", self.refused("--strategy", "stochrsi_ema", "--data",
                                                        data))
        done = troupe("backtest", "--strategy", "stochrsi_ema", "--data", data, "--skip-bad-rows")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("skipped 1 bad row", done.stderr)

    def test_people_get_a_table(self):
        done = troupe("backtest", "--strategy", "stochrsi_ema", "--data", self.market())
        self.assertEqual(done.returncode, 0, done.stderr)
        for word in ("net profit", "return", "max drawdown", "sharpe", "sortino", "trades",
                     "win rate", "profit factor", "exposure", "time in market", "fees", "a second"):
            self.assertIn(word, done.stdout)
