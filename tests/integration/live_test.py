"""A running system seen from outside: it trades, explains itself, and stops when told to."""
import signal
import time

from integration import generated_bars
from integration.harness import journal, market_data
from integration.harness.ports import free_port
from integration.harness.process import Process
from integration.harness.rest import Operator, at_venue, call
from integration.harness.system import PASSWORD, READY_S, SystemTest
from integration.harness.waiting import wait_until
from integration.harness.websocket import WebSocket

WITHIN_S = 60
STOP_S = 5


def strategy_fills(operator):
    orders = operator.get("/api/orders?status=all&limit=500")
    return [each for each in orders if each["status"] == "filled" and each["strategy"]]


class trading(SystemTest):
    def market(self):
        folder = self.folder()
        for seed, name in enumerate(("BTC-USD", "ETH-USD", "LTC-USD"), 3):
            generated_bars.write(folder, name, seed)
        return folder

    def assert_trades(self, data, stream):
        system = self.system()
        process = system.start("--data", data, "--speed", "3000")
        operator = system.ready(process)
        with WebSocket(system.edge_port, stream, operator.headers) as listener:
            listener.send({"action": "subscribe", "channels": ["orders"], "symbols": ["*"]})
            filled = set()

            def four_filled(message):
                if message["type"] == "order" and message["data"]["status"] == "filled":
                    filled.add(message["data"]["client_order_id"])
                return len(filled) >= 4

            messages = listener.receive_until(four_filled, WITHIN_S)
        self.assertEqual([each["seq"] for each in messages], list(range(1, len(messages) + 1)))
        self.assertIn("snapshot", [each["type"] for each in messages])
        shown = wait_until(lambda: [each for each in strategy_fills(operator)
                                    if each["client_order_id"] in filled],
                           "REST shows the filled orders", 10)
        for each in shown:
            self.assert_explained(operator, each)
        process.send(signal.SIGTERM)
        self.assertEqual(process.wait(STOP_S + 1), 0)
        self.assertTrue(journal.verify(system.home)["ok"])

    def assert_explained(self, operator, order):
        """From the market's event over both decisions to the fill, each caused by one before."""
        why = operator.get(f"/api/orders/{order['id']}/why")
        self.assertTrue(why["complete"], why)
        kinds = [each["type"] for each in why["chain"]]
        for kind in ("decision", "intent", "fill"):
            self.assertIn(kind, kinds)
        stages = [each["content"]["stage"] for each in why["chain"] if each["type"] == "decision"]
        self.assertEqual(stages, ["strategy", "risk"])
        known = set()
        for each in why["chain"]:
            if known:
                self.assertIn(each["cause_seq"], known)
            known.add(each["seq"])

    def test_made_up_pairs_trade_with_a_causal_chain(self):
        self.assert_trades(self.market(), "/ws/trading")

    def test_real_pairs_trade_with_a_causal_chain(self):
        self.assert_trades(market_data.sample(market_data.CRYPTO), "/ws/trading")

    def test_spy_trades_with_a_causal_chain(self):
        self.assert_trades(market_data.sample(market_data.SPY), "/api/stream")

    def test_apple_trades_with_a_causal_chain(self):
        self.assert_trades(market_data.sample(market_data.AAPL), "/api/stream")

    def test_positions_are_the_same_at_the_venue_and_at_the_edge_after_an_operator_s_order(self):
        system = self.system()
        operator = system.ready(system.start("--speed", "60"))
        wait_until(lambda: operator.ask("GET", "/api/quotes/BTC-USD").status == 200,
                   "a quote is known", 30)
        made = operator.ask("POST", "/api/orders",
                            {"symbol": "BTC/USD", "qty": "0.01", "side": "buy", "type": "market",
                             "time_in_force": "gtc"})
        self.assertLess(made.status, 300, made.text)

        def same():
            ours = {each["symbol"]: float(each["qty"]) for each in operator.get("/api/positions")}
            theirs = {each["symbol"]: float(each["qty"])
                      for each in at_venue(system.venue_port, "/v2/positions")}
            return "BTCUSD" in ours and ours == theirs
        wait_until(same, "edge and venue hold the same", 30)


class an_unreachable_venue(SystemTest):
    def test_is_named_by_ready_and_found_once_it_is_there(self):
        port = free_port()
        system = self.system(settings={"trading.symbols": ["BTC/USD"]}, environment={
            "ALPACA_API_KEY": "key", "ALPACA_SECRET_KEY": "secret",
            "ALPACA_BASE_URL": f"http://127.0.0.1:{port}"})
        process = system.start()
        first = wait_until(system.readiness, "/ready answers", READY_S)
        self.assertEqual(first.status, 503)
        named = wait_until(lambda: str(port) in system.readiness().text, "/ready names the venue",
                           30)
        self.assertTrue(named)
        self.assertIsNone(process.exit_code, process.tail())
        venue = Process(["venue", "--port", port, "--speed", "60"])
        self.addCleanup(venue.end)
        operator = system.ready(process)
        self.assertTrue(operator.get("/api/status")["simulated"])


class stopping(SystemTest):
    def assert_stops(self, number):
        system = self.system()
        process = system.start("--speed", "60")
        system.ready(process)
        started = time.monotonic()
        process.send(number)
        self.assertEqual(process.wait(STOP_S + 1), 0, process.tail())
        self.assertLess(time.monotonic() - started, STOP_S)
        self.assertTrue(journal.verify(system.home)["ok"])

    def test_sigterm_stops_it_cleanly_within_five_seconds(self):
        self.assert_stops(signal.SIGTERM)

    def test_sigint_stops_it_cleanly_within_five_seconds(self):
        self.assert_stops(signal.SIGINT)

    def test_a_second_start_takes_up_the_journal(self):
        system = self.system()
        for _ in range(2):
            process = system.start("--speed", "60")
            system.ready(process)
            process.send(signal.SIGTERM)
            self.assertEqual(process.wait(STOP_S + 1), 0, process.tail())
        self.assertEqual(len({each["epoch"] for each in journal.records(system.home)}), 2)
        self.assertTrue(journal.verify(system.home)["ok"])


class logins(SystemTest):
    def setUp(self):
        self.running = self.system()
        self.operator = self.running.ready(self.running.start("--speed", "60"))

    def test_who_may_what(self):
        port = self.running.edge_port
        with self.subTest("without a token nothing is told"):
            for path in ("/api/account", "/api/orders", "/api/positions", "/api/topology"):
                answer = call(port, "GET", path)
                self.assertEqual(answer.status, 401)
                self.assertEqual(set(answer.body["error"]), {"code", "message", "details"})
        with self.subTest("health and readiness are for everyone"):
            self.assertEqual(call(port, "GET", "/health").status, 200)
            self.assertEqual(call(port, "GET", "/ready").status, 200)
            self.assertIn("# TYPE", call(port, "GET", "/metrics").text)
        with self.subTest("a wrong password and a made-up token are refused"):
            wrong = call(port, "POST", "/api/login", {"username": "admin", "password": "wrong"})
            self.assertEqual(wrong.status, 401)
            forged = call(port, "GET", "/api/account", headers={"Authorization": "Bearer a.b.c"})
            self.assertEqual(forged.status, 401)
        with self.subTest("the admin is told who he is"):
            self.assertEqual(self.operator.get("/api/me")["role"], "admin")
        with self.subTest("a refresh gives a token that works"):
            answer = call(port, "POST", "/api/refresh",
                          {"refresh_token": self.operator.refresh_token})
            self.assertEqual(answer.status, 200, answer.text)
            again = call(port, "GET", "/api/me",
                         headers={"Authorization": f"Bearer {answer.body['token']}"})
            self.assertEqual(again.status, 200)
        with self.subTest("after the logout the token is worth nothing"):
            guest = Operator(port, PASSWORD)
            self.assertEqual(guest.ask("POST", "/api/logout").status, 204)
            self.assertEqual(guest.ask("GET", "/api/account").status, 401)

    def test_a_stream_tells_nothing_before_the_login(self):
        with WebSocket(self.running.edge_port, "/ws/trading") as listener:
            listener.send({"action": "subscribe", "channels": ["quotes"]})
            self.assertEqual(listener.receive()["type"], "error")
            listener.send({"action": "auth", "token": self.operator.token})
            listener.send({"action": "subscribe", "channels": ["quotes"]})
            listener.receive_until(lambda message: message["type"] == "snapshot", 10)

    def test_without_the_hooks_nobody_can_be_killed(self):
        self.assertEqual(self.operator.ask("POST", "/api/test/kill/risk").status, 404)

    def test_every_answer_carries_a_request_id(self):
        self.assertTrue(call(self.running.edge_port, "GET", "/health").headers["x-request-id"])
