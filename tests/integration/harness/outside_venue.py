"""A simulated venue in a process of its own, reached as another server would be."""
from collections import Counter

from .ports import free_port
from .process import Process
from .rest import at_venue, call, call_if_up
from .waiting import wait_until

PAGE = 500
KEYS = {"APCA-API-KEY-ID": "key", "APCA-API-SECRET-KEY": "secret"}
WITHIN_S = 30


class OutsideVenue:
    """Ended with the test. It answers when the constructor is through."""

    def __init__(self, test, *options):
        self.test, self.port = test, free_port()
        process = Process(["venue", "--port", self.port, "--rate-limit", 0, *options])
        test.addCleanup(process.end)
        wait_until(lambda: call_if_up(self.port, "GET", "/v2/clock", headers=KEYS),
                   "the venue answers", WITHIN_S)

    @property
    def environment(self):
        """Of a system that trades there."""
        return {"ALPACA_API_KEY": KEYS["APCA-API-KEY-ID"],
                "ALPACA_SECRET_KEY": KEYS["APCA-API-SECRET-KEY"],
                "ALPACA_BASE_URL": f"http://127.0.0.1:{self.port}"}

    def faults(self, *rules, seed=1):
        answer = call(self.port, "POST", "/_venue/faults", {"seed": seed, "faults": rules}, KEYS)
        self.test.assertLess(answer.status, 300, answer.text)

    def faults_struck(self):
        return call(self.port, "GET", "/_venue/faults", headers=KEYS).body

    def orders(self):
        """All, by client order id; fails where one identifier is there twice."""
        found, page = {}, [None]
        while page:
            last = f"&after_order_id={page[-1]['id']}" if found else ""
            page = at_venue(self.port, f"/v2/orders?status=all&direction=asc&limit={PAGE}{last}")
            found.update((each["id"], each) for each in page)
        times = Counter(each["client_order_id"] for each in found.values())
        self.test.assertEqual([each for each, count in times.items() if count > 1], [], "doubled")
        return {each["client_order_id"]: each for each in found.values()}
