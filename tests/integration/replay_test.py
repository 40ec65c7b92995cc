"""The journal's past runs again and decides the same; what was changed in it is found."""
import json
from decimal import Decimal

from integration import generated_bars
from integration.harness import journal
from integration.harness.binary import troupe
from integration.harness.system import SystemTest
from integration.harness.waiting import wait_until

END = "2024-03-06T00:00:00Z"  # of the generated bars
# Without what the mathematics library would choose on a newer processor.
OLD_PROCESSOR = {"GLIBC_TUNABLES": "glibc.cpu.hwcaps=-AVX2,-FMA,-AVX2_Usable,-FMA_Usable"}
NAMES = ("BTC-USD", "ETH-USD", "LTC-USD")


def replay(home, *options, environment=None):
    return troupe("replay", "--home", home, *options, environment=environment)


class replayed_journal(SystemTest):
    def assert_identical(self, home):
        done = replay(home, "--verify", "--json")
        self.assertEqual(done.returncode, 0, done.stderr)
        found = json.loads(done.stdout)["verification"]
        self.assertTrue(found["identical"], found)
        for key, kind in (("intents", "intent"), ("strategy_decisions", "decision")):
            self.assertGreater(found[key], 0, found)
        self.assertEqual(found["strategy_decisions"] + found["repeated_decisions"] +
                         found["risk_decisions"],
                         len(journal.records(home, "decision")))
        self.assertEqual(found["intents"] + found["unasked_intents"],
                         len(journal.records(home, "intent")))
        self.assertEqual(found["cut_short"], 0)
        return found

    def market(self):
        folder = self.folder()
        for seed, name in enumerate(NAMES, 3):
            generated_bars.write(folder, name, seed)
        return folder

    def test_every_decision_and_intent_is_made_again(self):
        data = self.market()
        system = self.system(settings={"runtime.lanes": 2,
                                       "trading.strategies": ["stochrsi_ema", "every_quote"]})
        system.replay(data)
        self.assert_identical(system.home)

    def test_a_journal_that_two_nodes_wrote_is_replayed_in_one_loop(self):
        system = self.system(nodes=True)
        system.replay_on_two_nodes(self.market())
        self.assert_identical(system.home)

    def test_other_parameters_and_limits_are_replayed_as_they_were_at_their_time(self):
        data = self.market()
        system = self.system(settings={"strategy.stochrsi_ema.rsi_length": 14,
                                       "risk.order_notional_max": 900})
        system.replay(data)
        first = self.assert_identical(system.home)
        text = system.config.read_text(encoding="utf-8")
        system.config.write_text(text.replace("rsi_length = 14", "rsi_length = 21")
                                 .replace("max = 900", "max = 700"), encoding="utf-8")
        system.replay(data)
        both = self.assert_identical(system.home)
        self.assertGreater(both["strategy_decisions"], first["strategy_decisions"])
        parameters = {each["settings"]["strategy.stochrsi_ema.rsi_length"]
                      for each in journal.records(system.home, "configuration")}
        self.assertEqual(parameters, {"14", "21"})

    def test_an_older_processor_decides_the_same(self):
        data = self.market()
        both = {"trading.strategies": ["stochrsi_ema", "ma_crossover"]}
        here = self.system(settings=both)
        there = self.system(settings=both, environment=OLD_PROCESSOR)
        self.assertEqual(here.replay(data), there.replay(data))
        for home in (here.home, there.home):
            for environment in (None, OLD_PROCESSOR):
                done = replay(home, "--verify", environment=environment)
                self.assertEqual(done.returncode, 0, done.stderr)

    def test_one_changed_byte_is_found_with_its_place(self):
        system = self.system()
        system.replay(generated_bars.write(self.folder(), "BTC-USD", 3))
        self.assert_identical(system.home)
        segment, = (system.home / "journal/main").glob("*.journal")
        sound = segment.read_bytes()
        length = len(sound.rstrip(b"\0"))
        for at in (40, 300, length // 2, length - 40):
            segment.write_bytes(sound[:at] + bytes([sound[at] ^ 1]) + sound[at + 1:])
            done = replay(system.home, "--verify")
            self.assertEqual(done.returncode, 1, f"byte {at}: {done.stdout}")
            self.assertIn(f"{segment.name} at byte ", done.stderr)
        segment.write_bytes(sound)
        self.assert_identical(system.home)

    def test_the_books_of_an_instant_are_those_that_its_records_make(self):
        system = self.system()
        system.replay(generated_bars.write(self.folder(), "BTC-USD", 3))
        fills = journal.records(system.home, "fill")
        self.assertGreaterEqual(len(fills), 2)
        bought = fills[0]
        done = replay(system.home, "--until", bought["t"], "--json")
        self.assertEqual(done.returncode, 0, done.stderr)
        state = json.loads(done.stdout)["state"]
        held, = state["positions"]
        self.assertEqual(held["symbol"], "BTC/USD")
        self.assertEqual(Decimal(held["qty"]),
                         Decimal(bought["qty"]) - Decimal(bought["fee_qty"]))
        self.assertEqual(state["at"], bought["t"])
        self.assertEqual([each["strategy"] for each in state["indicators"]], ["stochrsi_ema"])

    def running_at_the_end_of(self, data):
        """A system that has traded all the data and still answers."""
        system = self.system()
        operator = system.ready(system.start("--data", data, "--speed", "max"))
        wait_until(lambda: operator.get("/api/status")["market_time"] == END,
                   "the market's end", 60)
        return system, operator

    def test_the_edge_tells_a_past_state_and_what_other_limits_would_have_made_of_it(self):
        data = generated_bars.write(self.folder(), "BTC-USD", 3)
        system, operator = self.running_at_the_end_of(data)
        now = operator.get("/api/state")
        account = operator.get("/api/account")
        self.assertEqual(now["account"]["equity"], account["equity"])
        self.assertEqual(now["account"]["cash"], account["cash"])
        bought = journal.records(system.home, "fill")[0]
        then = operator.get(f'/api/state?at={bought["t"]}')
        self.assertEqual([each["symbol"] for each in then["positions"]], ["BTC/USD"])

        answer = operator.ask("POST", "/api/replay", {})
        self.assertEqual(answer.status, 200, answer.text)
        self.assertTrue(answer.body["parity"]["identical"], answer.text)
        self.assertIsNone(answer.body["counterfactual"])

        answer = operator.ask("POST", "/api/replay",
                              {"settings": {"risk.order_notional_max": "100"}})
        self.assertEqual(answer.status, 200, answer.text)
        found = answer.body
        # The built-in venue fills as the simulation does: the same market, the same books.
        self.assertEqual(found["baseline"]["equity"], found["actual"]["account"]["equity"])
        self.assertEqual(found["baseline"]["fills"], len(journal.records(system.home, "fill")))
        self.assertNotEqual(found["counterfactual"]["equity"], found["baseline"]["equity"])
        self.assertGreater(found["counterfactual"]["orders"], 0)

        for body, code in (({"settings": {"edge.port": "1"}}, "override_not_allowed"),
                           ({"settings": {"risk.order_notional_max": "much"}}, "invalid_setting"),
                           ({"to": "yesterday"}, "invalid_parameter")):
            answer = operator.ask("POST", "/api/replay", body)
            self.assertEqual((answer.status, answer.body["error"]["code"]), (422, code))

    def test_a_time_that_is_none_is_wrong_usage(self):
        done = replay(self.folder(), "--until", "yesterday")
        self.assertEqual(done.returncode, 2)
        self.assertIn("--until", done.stderr)
