"""Killed outright at any moment, again and again, while it trades at a venue of another process:
no order is lost, none is doubled, and in the end both books agree. TROUPE_KILLS=100 is the long
run."""
import os
import random
import signal
import time
from collections import Counter
from decimal import Decimal

from integration.harness import journal
from integration.harness.rest import at_venue
from integration.harness.trading_elsewhere import TradingElsewhere
from integration.harness.waiting import wait_until

KILLS = int(os.environ.get("TROUPE_KILLS", "10"))
SEED = int(os.environ.get("TROUPE_KILL_SEED", "20261127"))
LIFE_MAX_S = 2.5  # from the start of a process to its death, by chance
SETTLED_S = 60
CENTS_MAX = Decimal("0.05")


class sudden_death(TradingElsewhere):
    def kill_again_and_again(self):
        chance = random.Random(SEED)
        trading = 0
        for _ in range(KILLS):
            process = self.running.start("--enable-trading")
            time.sleep(chance.uniform(0.05, LIFE_MAX_S))
            answer = self.running.readiness()
            trading += answer is not None and answer.status == 200
            self.assertIsNone(process.exit_code, process.tail())
            process.send(signal.SIGKILL)
            process.wait(10)
        return trading

    def settled(self, operator):
        operator.ask("DELETE", "/api/orders")
        return (not operator.get("/api/orders?status=open&limit=1")
                and not operator.get("/api/risk")["unknown_orders"]
                and not at_venue(self.port, "/v2/orders?status=open&limit=1"))

    def holdings(self, positions):
        return {each["symbol"].replace("/", ""): Decimal(each["qty"]) for each in positions
                if Decimal(each["qty"])}

    def cash(self, account):
        return Decimal(account["cash"]).quantize(Decimal("0.01"))

    def test_loses_and_doubles_nothing(self):
        trading = self.kill_again_and_again()
        process = self.running.start("--enable-trading")
        operator = self.running.ready(process)
        self.assertLess(operator.ask("POST", "/api/risk/disable", {"reason": "end"}).status, 300)
        wait_until(lambda: self.settled(operator), "nothing is open or unknown", SETTLED_S)
        wait_until(lambda: self.holdings(operator.get("/api/positions"))
                   == self.holdings(at_venue(self.port, "/v2/positions")),
                   "the positions are equal", SETTLED_S)
        wait_until(lambda: self.cash(operator.get("/api/account"))
                   == self.cash(at_venue(self.port, "/v2/account")),
                   "the cash is equal", SETTLED_S)
        wait_until(lambda: self.settled(operator), "nothing is open or unknown", SETTLED_S)
        process.end()
        self.check_journal(self.venue_orders(), trading)

    def check_journal(self, theirs, trading):
        home = self.running.home
        self.assertTrue(journal.verify(home)["ok"])
        intents = journal.records(home, "intent")
        names = Counter(each["client_order_id"] for each in intents)
        decisions = Counter((each["t"], each["symbol"], each["strategy"], each["ordinal"])
                            for each in intents if each["strategy"] != "manual")
        self.assertEqual([each for each, count in names.items() if count > 1], [])
        self.assertEqual([each for each, count in decisions.items() if count > 1], [], "doubled")
        self.assertEqual(set(theirs) - set(names), set(), "at the venue without an intent")
        refused = {each["client_order_id"] for each in journal.records(home, "reject", "resolved")}
        self.assertEqual(set(names) - set(theirs) - refused, set(), "lost without a word")
        filled = {}
        for each in journal.records(home, "fill"):
            name = each["client_order_id"]
            # What was learned as a sum has no execution's id; each says the total so far.
            filled[name] = max(filled.get(name, Decimal(0)), Decimal(each["cumulative_qty"]))
        for name, there in theirs.items():
            self.assertEqual(filled.get(name, Decimal(0)), Decimal(there["filled_qty"]), name)
        # Fees that were rounded once instead of for each execution are all that may be corrected.
        corrected = [each for each in journal.records(home, "adjustment")
                     if each.get("kind") != "cash_corrected"
                     or abs(Decimal(str(each["cash"]))) > CENTS_MAX]
        self.assertEqual(corrected, [], "differences were taken over")
        print(f"\nseed {SEED}: {KILLS} kills, {trading} of them while it traded; {len(names)} "
              f"intents, {len(theirs)} orders at the venue", flush=True)
        self.assertGreater(len(theirs), KILLS, "it hardly traded")
