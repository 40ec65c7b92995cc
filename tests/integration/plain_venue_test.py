"""A venue that knows no extensions, as Alpaca's own: no ticks, no lockstep."""
import json
import signal

from integration.harness import journal
from integration.harness.outside_venue import OutsideVenue
from integration.harness.system import SystemTest
from integration.harness.waiting import wait_until

WITHIN_S = 90


class plain_venue(SystemTest):
    def setUp(self):
        venue = OutsideVenue(self, "--seed", 5, "--speed", 600)
        self.running = self.system(
            settings={"trading.symbols": ["BTC/USD", "ETH/USD"], "alpaca.extensions": False},
            environment=venue.environment)
        self.process = self.running.start("--enable-trading")
        self.operator = self.running.ready(self.process)

    def filled(self):
        orders = self.operator.get("/api/orders?status=all&limit=500")
        return [each for each in orders if each["status"] == "filled" and each["strategy"]]

    def test_strategies_trade_there_and_no_role_has_to_start_again(self):
        wait_until(lambda: len(self.filled()) >= 4, "four orders of strategies are filled",
                   WITHIN_S)
        roles = self.running.readiness().body["roles"]
        self.assertEqual({each["role"] for each in roles if not each["ready"]}, set())
        tree = json.dumps(self.operator.get("/api/topology"))
        self.assertIn('"restarts": 0', tree)
        self.assertNotRegex(tree, '"restarts": [1-9]')
        self.process.send(signal.SIGTERM)
        self.assertEqual(self.process.wait(WITHIN_S), 0)
        self.assertGreater(len(journal.records(self.running.home, "tick")), 2)
        self.assertTrue(journal.verify(self.running.home)["ok"])
