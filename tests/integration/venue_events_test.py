"""Order events as server-sent events, read as the Go SDK reads them: line by line."""
import http.client
import json
import re
import signal
import socket

from integration.harness.process import Process
from integration.harness.rest import call
from integration.harness.system import SystemTest
from integration.harness.waiting import wait_until

KEYS = {"APCA-API-KEY-ID": "EVENTS", "APCA-API-SECRET-KEY": "made up for the tests"}
URL = re.compile(r"http://127\.0\.0\.1:(\d+)")
PATH = "/v2/events/trades"
STARTED_S, READ_S = 30, 15
ULID = re.compile(r"^[0-9A-HJKMNP-TV-Z]{26}$")


class EventReader:
    def __init__(self, port, query=""):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=READ_S)
        self.connection.request("GET", PATH + query, headers=KEYS)
        self.answer = self.connection.getresponse()

    def __enter__(self):
        return self

    def __exit__(self, *ignored):
        self.connection.close()

    def line(self):
        return self.answer.readline().decode()

    def events(self, count):
        """So many, whatever stands between them."""
        read = []
        while len(read) < count:
            line = self.line()
            if not line:
                raise AssertionError(f"the stream ended behind {read}")
            if line.startswith("data: "):
                read.append(json.loads(line.removeprefix("data: ")))
        return read

    def to_the_end(self):
        return [json.loads(line.removeprefix("data: "))
                for line in self.answer.read().decode().splitlines()
                if line.startswith("data: ")]


class venue_events(SystemTest):
    def start(self, *options):
        process = Process(["venue", "--port", "0", "--speed", "0.0001", "--rate-limit", "0",
                           *options])
        self.addCleanup(process.end)
        found = wait_until(lambda: URL.search(process.printed()), "the venue tells its URL",
                           STARTED_S)
        return process, int(found.group(1))

    def buy(self, port, **terms):
        answer = call(port, "POST", "/v2/orders",
                      {"symbol": "AAPL", "qty": "1", "side": "buy", "type": "market",
                       "time_in_force": "day", **terms}, KEYS)
        self.assertEqual(answer.status, 200, answer.text)
        return answer.body

    def test_events_are_told_as_they_happen(self):
        _, port = self.start()
        self.buy(port, client_order_id="before")
        with EventReader(port) as reader:
            self.assertEqual(reader.answer.status, 200)
            self.assertEqual(reader.answer.getheader("Content-Type"), "text/event-stream")
            self.assertTrue(reader.line().startswith(":"), "a comment comes first")
            placed = self.buy(port, client_order_id="mine")
            events = reader.events(2)
            self.assertEqual([each["event"] for each in events], ["new", "fill"])
            for each in events:
                self.assertEqual(each["order"]["id"], placed["id"])
                self.assertEqual(each["at"], each["timestamp"])
                self.assertRegex(each["event_id"], ULID)
                self.assertTrue(each["execution_id"])
            fill = events[1]
            self.assertEqual((fill["qty"], fill["position_qty"]), ("1", "2"))
            self.assertEqual(fill["order"]["status"], "filled")
            self.assertEqual(fill["order"]["filled_avg_price"], fill["price"])

    def test_the_past_is_told_by_time_and_by_id(self):
        _, port = self.start()
        for count in range(3):
            self.buy(port, client_order_id=str(count))
        with EventReader(port, "?since=2020-01-01") as reader:
            past = reader.events(6)
            self.buy(port, client_order_id="3")
            past += reader.events(2)
        ids = [each["event_id"] for each in past]
        self.assertEqual(ids, sorted(set(ids)))
        self.assertEqual([each["order"]["client_order_id"] for each in past],
                         ["0", "0", "1", "1", "2", "2", "3", "3"])
        with EventReader(port, f"?since_id={ids[2]}") as reader:
            self.assertEqual(reader.events(5), past[3:])
        with EventReader(port, f"?since_id={ids[2]}&until_id={ids[4]}") as reader:
            self.assertEqual(reader.to_the_end(), past[3:5])
        with EventReader(port, "?since=2020-01-01&until=2020-01-02") as reader:
            self.assertEqual(reader.to_the_end(), [])

    def test_wrong_requests_are_refused(self):
        _, port = self.start("--key", "EVENTS:other")
        self.assertEqual(call(port, "GET", PATH, headers=KEYS).text,
                         '{"message":"unauthorized."}')
        keys = {**KEYS, "APCA-API-SECRET-KEY": "other"}
        for query in ("?since=now", "?since_id=short", "?since=2020-01-01&until_id=" + "0" * 26):
            with self.subTest(query):
                self.assertEqual(call(port, "GET", PATH + query, headers=keys).status, 422)
        self.assertEqual(call(port, "POST", PATH, {}, keys).status, 405)

    def test_an_end_that_nobody_asked_for_is_no_clean_one(self):
        process, port = self.start()
        with EventReader(port) as reader:
            self.assertTrue(reader.line())
            process.send(signal.SIGTERM)
            with self.assertRaises((http.client.IncompleteRead, ConnectionError)):
                reader.answer.read()
            process.wait(STARTED_S)

    def test_a_restarted_venue_tells_the_same_past(self):
        home = self.folder()
        process, port = self.start("--home", home)
        self.buy(port)
        with EventReader(port, "?since=2020-01-01") as reader:
            before = reader.events(2)
        process.send(signal.SIGKILL)
        process.wait(STARTED_S)
        _, port = self.start("--home", home)
        with EventReader(port, "?since=2020-01-01") as reader:
            self.assertEqual(reader.events(2), before)

    def test_a_client_that_does_not_read_holds_up_nobody(self):
        _, port = self.start()
        silent = socket.create_connection(("127.0.0.1", port))
        self.addCleanup(silent.close)
        lines = [f"GET {PATH} HTTP/1.1", f"Host: 127.0.0.1:{port}",
                 *(f"{name}: {value}" for name, value in KEYS.items()), "", ""]
        silent.sendall("\r\n".join(lines).encode())
        with EventReader(port) as reader:
            self.assertTrue(reader.line())
            for count in range(50):
                self.buy(port, client_order_id=str(count), qty="0.01")
            self.assertEqual(len(reader.events(100)), 100)
