"""A whole market through a running system: each order is explained from tick to fill, and each
candle without an order names the first gate that failed."""
from collections import defaultdict
from datetime import datetime, timedelta, timezone
from urllib.parse import quote

from integration import generated_bars
from integration.harness import market_data
from integration.harness.rest import call
from integration.harness.system import SystemTest
from integration.harness.waiting import wait_until

STRATEGIES = ("stochrsi_ema", "ma_crossover")
CANDLE = timedelta(minutes=5)
BAR = timedelta(minutes=1)
MOST_ORDERS = 500  # of one answer
PAGE = 700  # an odd one, so that pages end in the middle of a candle
AT_MOST_S = 120


def moment(text):
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


def symbol_of(place):
    return place.stem.split("_")[0].replace("-", "/")


def candles_of(data):
    """The ends of the candles that the bars make, by symbol, and where market time ends."""
    ends, last = {}, datetime.min.replace(tzinfo=timezone.utc)
    for place in market_data.files_of(data):
        starts = [moment(line.split(",")[0]) for line in place.read_text().splitlines()[1:]]
        ends[symbol_of(place)] = {start - (start - datetime.min.replace(tzinfo=timezone.utc))
                                  % CANDLE + CANDLE for start in starts}
        last = max(last, starts[-1] + BAR)
    return {name: {end for end in each if end <= last} for name, each in ends.items()}, last


def missing_minutes(data):
    """Of markets that never close: what lacks between two bars."""
    count = 0
    for place in market_data.files_of(data):
        starts = [moment(line.split(",")[0]) for line in place.read_text().splitlines()[1:]]
        count += (starts[-1] - starts[0]) // BAR + 1 - len(starts)
    return count


def key_of(record):
    made = record["content"]
    return record["time"], made["symbol"], made["strategy"], made["ordinal"]


class recorded_markets(SystemTest):
    def replayed(self, data, end):
        """A system that has traded all the data and still answers."""
        system = self.system(settings={"trading.strategies": list(STRATEGIES),
                                       "runtime.lanes": 2})
        operator = system.ready(system.start("--data", data, "--speed", "max"))
        wait_until(lambda: moment(operator.get("/api/status")["market_time"]) >= end,
                   "the market's end", AT_MOST_S)
        return operator

    def decisions(self, operator, symbol):
        found, token = [], ""
        while token is not None:
            page = operator.get(f"/api/decisions?symbol={quote(symbol, safe='')}&limit={PAGE}"
                                f"&page_token={token}")
            found += page["items"]
            token = page["next_page_token"]
        seqs = [each["seq"] for each in found]
        self.assertEqual(seqs, sorted(set(seqs), reverse=True))
        return found

    def orders(self, operator):
        """What each order of a strategy rests on, by the key of its decisions."""
        found = operator.get(f"/api/orders?status=all&limit={MOST_ORDERS}")
        self.assertLess(len(found), MOST_ORDERS, "more orders than one answer holds")
        return {self.assert_explained(operator, each): each for each in found}

    def assert_explained(self, operator, order):
        """Returns the key of the decisions that the order came from."""
        why = operator.get(f"/api/orders/{order['id']}/why")
        self.assertTrue(why["complete"], why)
        self.assertIsNone(why["missing_seq"])
        bar, wanted, approved, intent, *told = why["chain"]
        self.assertEqual([each["type"] for each in (bar, wanted, approved, intent)],
                         ["bar", "decision", "decision", "intent"])
        self.assertIn("fill", [each["type"] for each in told], why)
        for cause, each in ((bar, wanted), (wanted, approved), (approved, intent)):
            self.assertEqual(each["cause_seq"], cause["seq"], why)
        self.assertEqual({each["cause_seq"] for each in told}, {intent["seq"]})
        self.assertEqual(bar["content"]["symbol"], order["symbol"])
        end = moment(wanted["time"])
        self.assertTrue(end - CANDLE < moment(bar["time"]) <= end, why)
        self.assertEqual((wanted["content"]["stage"], approved["content"]["stage"]),
                         ("strategy", "risk"))
        self.assertEqual(approved["content"]["verdict"], "approved")
        self.assertEqual(key_of(wanted), key_of(approved))
        self.assertEqual(intent["content"]["client_order_id"], order["client_order_id"])
        return key_of(approved)

    def unexplained(self, operator, candles):
        """What is still missing, in words: nothing once everything is told."""
        orders = self.orders(operator)
        complaints, approvals = [], set()
        for symbol, ends in candles.items():
            made = defaultdict(list)
            for each in self.decisions(operator, symbol):
                made[each["content"]["stage"], key_of(each)].append(each)
            complaints += [f"{len(each)} decisions of {key}" for key, each in made.items()
                           if len(each) != 1]
            for strategy in STRATEGIES:
                told = {moment(key[0]) for stage, key in made
                        if stage == "strategy" and key[2] == strategy}
                complaints += [f"{strategy} says nothing of {symbol} at {end}"
                               for end in ends - told]
                complaints += [f"{strategy} tells of {symbol} at {end}, where no candle ends"
                               for end in told - ends]
            for (stage, key), (record, *_) in made.items():
                verdict = record["content"]["verdict"]
                if verdict in ("none", "refused"):
                    complaints += self.unnamed_gate(record)
                elif stage == "strategy" and ("risk", key) not in made:
                    complaints.append(f"risk says nothing of {key}")
                elif stage == "risk":
                    approvals.add(key)
        complaints += [f"no order of {key}" for key in approvals - set(orders)]
        complaints += [f"nobody approved {key}" for key in set(orders) - approvals]
        return complaints

    @staticmethod
    def unnamed_gate(record):
        made = record["content"]
        failed = [each["name"] for each in made["gates"] if not each["passed"]]
        if made["first_failed_gate"] in failed and made["summary"].startswith("No order: "):
            return []
        return [f"{key_of(record)} names {made['first_failed_gate']} of {failed}"]

    def assert_everything_is_explained(self, data, orders_min):
        candles, end = candles_of(data)
        operator = self.replayed(data, end)
        last = []

        def everything_told():
            last[:] = self.unexplained(operator, candles)
            return not last
        try:
            wait_until(everything_told, "everything is explained", 30)
        except AssertionError as late:
            raise AssertionError(f"{late}: {len(last)} complaints, first {last[:5]}") from late
        self.assertGreaterEqual(len(self.orders(operator)), orders_min)
        return operator, sum(len(each) for each in candles.values()) * len(STRATEGIES)

    def assert_gaps_are_told(self, operator, data):
        told = [line for line in call(operator.port, "GET", "/metrics").text.splitlines()
                if line.startswith("troupe_feed_missing_bars_total")]
        self.assertEqual([float(line.split()[-1]) for line in told], [missing_minutes(data)])

    def test_made_up_pairs_are_explained_candle_by_candle(self):
        folder = self.folder()
        for seed, name in enumerate(("BTC-USD", "ETH-USD", "LTC-USD"), 3):
            generated_bars.write(folder, name, seed)
        self.assert_everything_is_explained(folder, orders_min=20)

    def test_more_decisions_than_the_edge_keeps_are_explained_from_the_journal(self):
        data = generated_bars.write(self.folder(), "BTC-USD", 3, minutes=7 * 1440)
        _, count = self.assert_everything_is_explained(data, orders_min=20)
        self.assertGreater(count, 2048)

    def test_three_real_pairs_are_explained_candle_by_candle(self):
        data = market_data.sample(market_data.CRYPTO)
        operator, _ = self.assert_everything_is_explained(data, orders_min=46)
        self.assert_gaps_are_told(operator, data)

    def test_spy_s_days_are_explained_candle_by_candle(self):
        self.assert_everything_is_explained(market_data.sample(market_data.SPY), orders_min=40)

    def test_apple_s_days_are_explained_candle_by_candle(self):
        self.assert_everything_is_explained(market_data.sample(market_data.AAPL), orders_min=11)
