// The orders that the ticket makes are those of tests/golden/page_orders.json, which
// tests/browser/contract_test.py sends to the edge. TROUPE_WRITE_GOLDEN=1 writes the file anew.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { test } from "node:test";
import {
  amountsOf, emptyTicket, missingIn, requestOf, sentence, type Ticket,
} from "@/features/orders/ticket-model";

const file = `${process.env.TROUPE_GOLDEN ?? "../tests/golden"}/page_orders.json`;
const kinds = ["market", "limit", "stop", "stop_limit", "trailing_stop"] as const;
const amounts = {
  qty: "2", limit: "101.10", stop: "99.90", trailPercent: "1.5", target: "110", protect: "90",
};

const tickets: Ticket[] = [
  ...kinds.map((kind) => ({ ...emptyTicket, ...amounts, kind })),
  ...(["bracket", "oto"] as const).flatMap((group) =>
    (["market", "limit"] as const).map((kind) => ({ ...emptyTicket, ...amounts, group, kind })),
  ),
  { ...emptyTicket, ...amounts, group: "oco", kind: "limit", side: "sell" },
];

test("orders are those of the file", () => {
  const told = JSON.parse(JSON.stringify(tickets.map((each) => requestOf("AAPL", each))));
  if (process.env.TROUPE_WRITE_GOLDEN) writeFileSync(file, JSON.stringify(told, null, 1) + "\n");
  assert.deepEqual(told, JSON.parse(readFileSync(file, "utf8")));
});

test("amounts are sent as they were typed", () => {
  for (const ticket of tickets) {
    const sent = JSON.stringify(requestOf("AAPL", ticket));
    for (const name of amountsOf(ticket)) assert.ok(sent.includes(`"${amounts[name]}"`), sent);
  }
});

test("what is no decimal number is not sent", () => {
  for (const qty of ["", "1e5", "1,000", "-1", "0x1", ".5", "1.", "NaN"])
    assert.notEqual(missingIn({ ...emptyTicket, qty }), "", qty);
  assert.equal(missingIn({ ...emptyTicket, qty: " 0.000000001 " }), "");
});

test("the question names what will be sent", () => {
  assert.equal(
    sentence("AAPL", { ...emptyTicket, ...amounts, kind: "stop_limit" }),
    "buy 2 AAPL, stop limit, limit price 101.10, stop price 99.90, gtc",
  );
});
