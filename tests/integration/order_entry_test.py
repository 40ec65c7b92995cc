"""What operators order beyond a simple order, from the edge to the venue and back: replacements,
groups with their legs, trailing stops."""
from decimal import Decimal

from integration.harness.rest import at_venue
from integration.harness.system import SystemTest
from integration.harness.waiting import wait_until

WITHIN_S = 20


class order_entry(SystemTest):
    def setUp(self):
        self.running = self.system(settings={"trading.symbols": ["AAPL"],
                                             "trading.strategies": ["ma_crossover"]})
        self.operator = self.running.ready(self.running.start("--speed", "60"))
        answer = wait_until(lambda: self.quote(), "a quote is known", WITHIN_S)
        self.price = Decimal(str(answer["bid"]))

    def quote(self):
        answer = self.operator.ask("GET", "/api/quotes/AAPL")
        return answer.body if answer.status == 200 else None

    def near(self, share):
        """A price in whole cents at this share of the market's."""
        return str((self.price * Decimal(share)).quantize(Decimal("0.01")))

    def place(self, **terms):
        made = self.operator.ask("POST", "/api/orders", {"symbol": "AAPL", "qty": "1",
                                                         "time_in_force": "gtc", **terms})
        self.assertEqual(made.status, 200, made.text)
        return made.body

    def order(self, order_id):
        return self.operator.get(f"/api/orders/{order_id}")

    def until(self, order_id, status):
        """The read side may hear of an order after its answer."""
        def reached():
            answer = self.operator.ask("GET", f"/api/orders/{order_id}")
            known = answer.status == 200 and answer.body["status"] == status
            return answer.body if known else None
        return wait_until(reached, f"{order_id} is {status}", WITHIN_S)

    def test_a_resting_order_is_replaced_and_both_say_so(self):
        old = self.place(side="buy", type="limit", limit_price=self.near("0.5"))
        self.until(old["id"], "new")
        changed = self.operator.ask("PATCH", f"/api/orders/{old['id']}",
                                    {"qty": 2, "limit_price": self.near("0.4")})
        self.assertEqual(changed.status, 200, changed.text)
        new = self.until(changed.body["id"], "new")
        self.assertEqual((new["qty"], new["replaces"]), ("2", old["id"]))
        self.assertEqual(self.until(old["id"], "replaced")["replaced_by"], new["id"])
        there = at_venue(self.running.venue_port, f"/v2/orders/{new['id']}")
        self.assertEqual((there["qty"], there["client_order_id"]), ("2", new["client_order_id"]))
        self.assertEqual([each["id"] for each in self.operator.get("/api/orders?status=open")],
                         [new["id"]])
        why = self.operator.get(f"/api/orders/{new['id']}/why")
        self.assertIn("decision", [each["type"] for each in why["chain"]])
        too_large = self.operator.ask("PATCH", f"/api/orders/{new['id']}", {"qty": "1000000"})
        self.assertEqual(too_large.status, 403, too_large.text)
        gone = self.operator.ask("PATCH", f"/api/orders/{old['id']}", {"qty": "3"})
        self.assertEqual(gone.body["error"]["code"], "replace_not_open")

    def test_a_bracket_goes_out_and_its_legs_are_shown(self):
        bracket = self.place(side="buy", type="market", order_class="bracket",
                             take_profit={"limit_price": self.near("1.5")},
                             stop_loss={"stop_price": self.near("0.5")})
        self.assertEqual(bracket["order_class"], "bracket")
        self.assertEqual([each["side"] for each in bracket["legs"]], ["sell", "sell"])
        shown = self.until(bracket["id"], "filled")
        self.assertEqual(len(shown["legs"]), 2)
        loss = next(each for each in shown["legs"] if each["type"] == "stop")
        moved = self.operator.ask("PATCH", f"/api/orders/{loss['id']}",
                                  {"stop_price": self.near("0.6")})
        self.assertEqual(moved.status, 200, moved.text)
        wait_until(lambda: self.near("0.6").rstrip("0") in [
            (each["stop_price"] or "").rstrip("0")
            for each in self.order(bracket["id"])["legs"]], "the stop has moved", WITHIN_S)
        self.assertEqual(len(self.order(bracket["id"])["legs"]), 2)
        profit = next(each for each in shown["legs"] if each["type"] == "limit")
        self.assertLess(self.operator.ask("DELETE", f"/api/orders/{profit['id']}").status, 300)
        wait_until(lambda: not self.operator.get("/api/orders?status=open"),
                   "one leg has taken the other with it", WITHIN_S)

    def test_an_oco_and_an_oto_have_one_leg_each(self):
        entry = self.place(side="buy", type="market", order_class="oto",
                           stop_loss={"stop_price": self.near("0.5")})
        self.until(entry["id"], "filled")
        self.assertEqual(len(self.order(entry["id"])["legs"]), 1)
        self.operator.ask("DELETE", f"/api/orders/{entry['legs'][0]['id']}")
        self.until(entry["legs"][0]["id"], "canceled")
        pair = self.place(side="sell", type="limit", order_class="oco",
                          take_profit={"limit_price": self.near("1.5")},
                          stop_loss={"stop_price": self.near("0.5")})
        self.assertEqual(len(pair["legs"]), 1)
        self.assertEqual(self.operator.ask("DELETE", f"/api/orders/{pair['id']}").status, 204)
        self.until(pair["legs"][0]["id"], "canceled")

    def test_a_trailing_stop_follows_under_its_own_terms(self):
        self.until(self.place(side="buy", type="market")["id"], "filled")
        stop = self.place(side="sell", type="trailing_stop", trail_percent="30")
        self.assertEqual(self.until(stop["id"], "new")["trail_percent"], "30")
        changed = self.operator.ask("PATCH", f"/api/orders/{stop['id']}", {"trail": "25"})
        self.assertEqual(changed.status, 200, changed.text)
        self.assertEqual(self.until(changed.body["id"], "new")["trail_percent"], "25")
