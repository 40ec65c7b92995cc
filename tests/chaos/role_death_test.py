"""Any role may die at any time: it comes back, knows what it knew, and trading goes on."""
from collections import Counter

from integration import generated_bars
from integration.harness import journal
from integration.harness.rest import at_venue, call_if_up
from integration.harness.system import READY_S, REPLAY_S, SystemTest
from integration.harness.waiting import wait_until

ROLES = ("journal", "portfolio", "executor", "risk", "signal", "feed", "notifier", "edge")
HOOKS = {"TROUPE_TEST_HOOKS": "1"}
NAMES = ("BTC-USD", "ETH-USD", "LTC-USD")


class dying_roles(SystemTest):
    def market(self, minutes):
        folder = self.folder()
        for seed, name in enumerate(NAMES, 3):
            generated_bars.write(folder, name, seed, minutes)
        return folder

    def incarnation(self, system, operator, role):
        """Of the role now; 0 while nobody plays it or nobody answers."""
        answer = call_if_up(system.edge_port, "GET", "/api/topology", headers=operator.headers)
        if answer is None or answer.status != 200:
            return 0
        return next(each["incarnation"] if each["ready"] else 0 for each in answer.body["roles"]
                    if each["role"] == role)

    def kill(self, system, operator, role):
        """Kills it and waits until its successor and everyone else is ready."""
        before = wait_until(lambda: self.incarnation(system, operator, role),
                            f"{role} is ready", READY_S)
        answer = operator.ask("POST", f"/api/test/kill/{role}")
        self.assertEqual(answer.status, 202, answer.text)
        wait_until(lambda: self.incarnation(system, operator, role) > before,
                   f"{role} is back", READY_S)
        wait_until(lambda: getattr(system.readiness(), "status", 0) == 200,
                   f"all are ready after the death of {role}", READY_S)

    def held(self, positions):
        return {each["symbol"]: float(each["qty"]) for each in positions}

    def assert_books_agree(self, system, operator):
        def same():
            ours = self.held(operator.get("/api/positions"))
            return ours == self.held(at_venue(system.venue_port, "/v2/positions"))
        wait_until(same, "edge and venue hold the same", 60)

    def assert_no_order_twice(self, system):
        orders = at_venue(system.venue_port, "/v2/orders?status=all&limit=500")
        count = Counter(each["client_order_id"] for each in orders)
        self.assertEqual([each for each, times in count.items() if times > 1], [])

    def test_each_role_comes_back_while_the_market_goes_on(self):
        system = self.system(environment=HOOKS)
        process = system.start("--data", self.market(20_000), "--speed", "3000")
        operator = system.ready(process)
        for role in ROLES:
            with self.subTest(role=role):
                def bars():
                    return operator.get("/api/status")["market_time"]
                self.kill(system, operator, role)
                seen = bars()
                wait_until(lambda: bars() > seen, "the market goes on", READY_S)
                self.assertIsNone(process.exit_code, process.tail())
        filled = len(operator.get("/api/orders?status=closed&limit=500"))
        wait_until(lambda: len(operator.get("/api/orders?status=closed&limit=500")) > filled,
                   "it trades after all the deaths", 120)
        # Nothing new is decided from here on, so that both books can be compared.
        self.assertLess(operator.ask("POST", "/api/risk/halt", {}).status, 300)
        self.assert_books_agree(system, operator)
        self.assert_no_order_twice(system)
        process.end()
        self.assertTrue(journal.verify(system.home)["ok"])

    def test_deaths_in_lockstep_leave_the_digest_as_it_is(self):
        data = self.market(4_000)
        undisturbed = self.system().replay(data)
        system = self.system(environment=HOOKS)
        process = system.start("--data", data, "--speed", "max", "--exit-at-end")
        operator = system.ready(process)
        killed = []
        for role in ROLES:
            if process.exit_code is not None:
                break
            try:
                self.kill(system, operator, role)
            except (AssertionError, OSError):
                if process.exit_code is None:
                    raise
                break  # The market was over in the meantime.
            killed.append(role)
        self.assertEqual(process.wait(REPLAY_S), 0, process.tail())
        self.assertGreaterEqual(len(killed), 4, f"the market was over too soon: {killed}")
        self.assertEqual(journal.digest(system.home), undisturbed, f"killed: {killed}")
        times = Counter(each["client_order_id"] for each in journal.records(system.home, "intent"))
        self.assertEqual(max(times.values()), 1)
