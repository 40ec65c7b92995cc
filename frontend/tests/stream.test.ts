// What the real edge told a page is understood here: tests/browser/contract_test.py records it and holds
// it to docs/asyncapi.yaml.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import type { Order } from "@/contract/api";
import type { Told } from "@/contract/stream";
import { apply, nothingKnown, withOrders, type Known } from "@/stream/model";

const messages = JSON.parse(readFileSync(process.env.TROUPE_TOLD!, "utf8")) as Told[];
const heard = (told: Told[], replaces = true) => told.map((message) => ({ message, replaces }));
const status = { mode: "SIMULATED", version: "1" } as never;
const begun: Known = { ...nothingKnown, status };
const fresh = (told: Told[], before = begun, replaces = true) => apply(before, heard(told, replaces));

test("messages are numbered without a gap", () => {
  messages.forEach(({ seq }, index) => assert.equal(seq, index + 1));
});

test("deltas lead to what a snapshot at their end says", () => {
  const last = messages.findLastIndex(({ type }) => type === "snapshot");
  const deltas = fresh(messages.slice(0, last));
  const whole = fresh(messages.slice(last, last + 1));
  assert.deepEqual(Object.keys(deltas.quotes), Object.keys(whole.quotes));
  assert.deepEqual(deltas.bars, whole.bars);
  assert.deepEqual(
    Object.values(deltas.positions).map(({ symbol, qty }) => [symbol, qty]),
    Object.values(whole.positions).map(({ symbol, qty }) => [symbol, qty]),
  );
  assert.equal(deltas.account?.cash, whole.account?.cash);
  assert.deepEqual(Object.keys(whole.orders), [], "a snapshot has open orders only");
  const statuses = Object.values(deltas.orders).map(({ status }) => status).sort();
  assert.deepEqual(statuses, ["canceled", "filled"]);
});

test("a snapshot leaves no row of what was known before it, where it is all there is", () => {
  const stale = { symbol: "GHOST", qty: "1" } as never;
  const before = { ...begun, positions: { GHOST: stale } };
  const snapshot = messages.filter(({ type }) => type === "snapshot").slice(-1);
  assert.equal("GHOST" in fresh(snapshot, before).positions, false);
  assert.equal("GHOST" in fresh(snapshot, before, false).positions, true);
});

test("what is applied changes nothing that was known before", () => {
  const before = fresh(messages);
  const copy = structuredClone(before);
  fresh(messages, before);
  assert.deepEqual(before, copy);
});

test("the status keeps what the streams do not tell", () => {
  const { status: now } = fresh(messages);
  assert.equal(now?.version, "1");
  assert.equal(now?.halted, false);
});

test("of an order that was asked for and told, the later word counts", () => {
  const order = (updated_at: string, status: string) =>
    ({ client_order_id: "a", updated_at, status }) as Order;
  const known = { ...begun, orders: { a: order("2024-05-01T12:00:01Z", "filled") } };
  const late = withOrders(known, [order("2024-05-01T12:00:00Z", "new")]);
  assert.equal(late.orders.a?.status, "filled");
  const news = withOrders(known, [order("2024-05-01T12:00:02Z", "replaced")]);
  assert.equal(news.orders.a?.status, "replaced");
});
