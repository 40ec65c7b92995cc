"""A venue with a home shows its clients the same state after it was killed outright."""
import http.client
import re
import signal
import threading

from integration.harness.process import Process
from integration.harness.rest import call
from integration.harness.system import SystemTest
from integration.harness.waiting import wait_until

URL = re.compile(r"https?://127\.0\.0\.1:(\d+)")
KEYS = {"APCA-API-KEY-ID": "K", "APCA-API-SECRET-KEY": "S"}
STILL = "0.0001"  # a minute of the market takes a week
SHOWN = ("/v2/account", "/v2/account/configurations", "/v2/account/activities?page_size=100",
         "/v2/account/portfolio/history?period=1D&timeframe=1Min",
         "/v2/orders?status=all&limit=500&direction=asc", "/v2/positions", "/v2/watchlists",
         "/v2/clock", "/v2/stocks/AAPL/quotes/latest")
SETTLED = ("id", "client_order_id", "symbol", "qty", "side", "type", "created_at", "submitted_at")


class venue_restart(SystemTest):
    def start(self, home, *options):
        process = Process(["venue", "--port", "0", "--home", home, "--seed", "7",
                           "--rate-limit", "0", *options])
        self.addCleanup(process.end)
        port = wait_until(lambda: self.port_of(process), "the venue tells its URL", 60)
        return process, port

    def port_of(self, process):
        self.assertIsNone(process.exit_code, process.tail())
        found = URL.search(process.printed())
        return found and int(found.group(1))

    def kill(self, process):
        process.send(signal.SIGKILL)
        process.wait(10)

    def shown(self, port):
        return {path: call(port, "GET", path, headers=KEYS).text for path in SHOWN}

    def orders_until_killed(self, port, number, answered):
        """Market orders and orders that rest, as fast as they are answered."""
        count = 0
        while True:
            count += 1
            symbol = ("AAPL", "BTC/USD", "MSFT")[count % 3]
            body = {"symbol": symbol, "qty": "0.001" if "/" in symbol else "0.01",
                    "side": "buy", "type": "market",
                    "time_in_force": "gtc" if "/" in symbol else "day",
                    "client_order_id": f"{number}-{count}"}
            if count % 2 == 0:
                body |= {"symbol": "AAPL", "type": "limit", "limit_price": "1", "qty": "1"}
            try:
                answer = call(port, "POST", "/v2/orders", body, KEYS)
            except (OSError, http.client.HTTPException):
                return  # no answer, no promise
            self.assertEqual(answer.status, 200, answer.text)
            answered.append(answer.body)

    def test_is_the_same_to_its_clients_after_kill_9(self):
        home = self.folder()
        process, port = self.start(home, "--speed", STILL)
        for count in range(20):
            call(port, "POST", "/v2/orders",
                 {"symbol": "BTC/USD", "notional": "25", "side": "buy", "type": "market",
                  "time_in_force": "gtc", "client_order_id": f"mine-{count}"}, KEYS)
        call(port, "POST", "/v2/watchlists", {"name": "mine", "symbols": ["AAPL"]}, KEYS)
        call(port, "PATCH", "/v2/account/configurations", {"no_shorting": True}, KEYS)
        before = self.shown(port)
        for _ in range(2):
            self.kill(process)
            process, port = self.start(home, "--speed", STILL)
            self.assertEqual(self.shown(port), before)

    def test_loses_nothing_that_it_answered_when_killed_under_load(self):
        home = self.folder()
        seen = {}
        for number in range(3):
            process, port = self.start(home, "--speed", "6000")  # a minute takes 10 ms
            answered = [[] for _ in range(4)]
            clients = [threading.Thread(target=self.orders_until_killed,
                                        args=(port, f"{number}-{each}", answered[each]))
                       for each in range(4)]
            for each in clients:
                each.start()
            wait_until(lambda: sum(map(len, answered)) > 150, "orders were answered", 60)
            self.kill(process)
            for each in clients:
                each.join()
            for order in (each for some in answered for each in some):
                seen[order["id"]] = order
            self.check_against(seen, home)

    def check_against(self, seen, home):
        process, port = self.start(home, "--speed", STILL)
        for order_id, told in seen.items():
            kept = call(port, "GET", f"/v2/orders/{order_id}", headers=KEYS).body
            self.assertEqual({key: kept[key] for key in SETTLED},
                             {key: told[key] for key in SETTLED})
        self.check_books(port)
        before = self.shown(port)
        self.kill(process)
        process, port = self.start(home, "--speed", STILL)
        self.assertEqual(self.shown(port), before)
        self.kill(process)

    def check_books(self, port):
        """Fills and positions add up."""
        held = {each["symbol"]: each["qty"]
                for each in call(port, "GET", "/v2/positions", headers=KEYS).body}
        bought, token = 0, ""
        while True:
            page = call(port, "GET", "/v2/account/activities?activity_types=FILL&page_size=100"
                        + (f"&page_token={token}" if token else ""), headers=KEYS).body
            bought += sum(round(float(each["qty"]) * 100) for each in page
                          if each["symbol"] == "MSFT")
            if len(page) < 100:
                break
            token = page[-1]["id"]
        self.assertEqual(bought, round(float(held.get("MSFT", "0")) * 100))

    def test_keeps_a_second_process_out_of_its_home(self):
        home = self.folder()
        self.start(home)
        second = Process(["venue", "--port", "0", "--home", home, "--seed", "7"])
        self.addCleanup(second.end)
        self.assertEqual(second.wait(30), 2)
        self.assertIn("another process", second.printed())

    def test_says_what_differs_when_the_home_is_another_venues(self):
        home = self.folder()
        self.kill(self.start(home)[0])
        second = Process(["venue", "--port", "0", "--home", home, "--seed", "8"])
        self.addCleanup(second.end)
        self.assertEqual(second.wait(30), 2)
        self.assertIn("seed 7", second.printed())

    def test_goes_on_at_the_present(self):
        home = self.folder()
        process, port = self.start(home)
        before = call(port, "GET", "/v2/clock", headers=KEYS).body["timestamp"]
        self.kill(process)
        _, port = self.start(home)
        self.assertGreaterEqual(call(port, "GET", "/v2/clock", headers=KEYS).body["timestamp"],
                                before)
