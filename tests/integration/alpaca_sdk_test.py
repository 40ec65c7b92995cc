"""The official Alpaca SDKs, unmodified, work with the simulated venue as with Alpaca."""
import re

from integration.harness import sdk
from integration.harness.process import Process
from integration.harness.system import SystemTest
from integration.harness.waiting import wait_until

KEY, SECRET = "CONFORMANCE", "made up for the tests"
URL = re.compile(r"http://127\.0\.0\.1:\d+")
STARTED_S = 30


class alpaca_sdk(SystemTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        sdk.require_node()
        sdk.install()

    def venue(self, speed="120", options=("--rate-limit", "0")):
        """The URL of a venue with an account of its own, where a minute takes half a second."""
        process = Process(["venue", "--port", "0", "--speed", speed, "--seed", "7", "--calendar",
                           "always", "--key", f"{KEY}:{SECRET}", *options])
        self.addCleanup(process.end)
        return wait_until(lambda: URL.search(process.printed()), "the venue tells its URL",
                          STARTED_S).group()

    def assert_every_case_holds(self, script, url=None):
        for sentence, failure in sdk.run(script, url or self.venue(), KEY, SECRET):
            with self.subTest(sentence):
                self.assertIsNone(failure, failure)

    def test_reads_account_clock_and_assets(self):
        self.assert_every_case_holds("account.mjs")

    def test_places_finds_and_cancels_orders_and_understands_refusals(self):
        self.assert_every_case_holds("orders.mjs")

    def test_reads_and_closes_positions(self):
        self.assert_every_case_holds("positions.mjs")

    def test_follows_its_orders_on_the_order_stream(self):
        self.assert_every_case_holds("order_stream.mjs")

    def test_follows_stocks_on_their_stream(self):
        self.assert_every_case_holds("stock_stream.mjs")

    def test_follows_pairs_on_their_stream(self):
        self.assert_every_case_holds("crypto_stream.mjs")

    def test_reads_bars_and_quotes_of_the_past(self):
        self.assert_every_case_holds("history.mjs")

    def test_reads_trades_quotes_snapshots_and_books(self):
        self.assert_every_case_holds("ticks.mjs")

    def test_reads_and_follows_news(self):
        self.assert_every_case_holds("news.mjs", self.venue(speed="600"))

    def test_follows_books_updated_bars_and_corrections(self):
        self.assert_every_case_holds("beside_stream.mjs", self.venue(speed="600"))

    def test_is_held_to_its_rate_limit_and_plan(self):
        self.assert_every_case_holds("limits.mjs", self.venue(
            speed="1", options=("--rate-limit", "5", "--plan", "basic")))
