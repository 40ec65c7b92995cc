// What is said of orders, however their news come together.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Announced } from "@/components/layout/announced";
import type { Order } from "@/contract/api";

const order = (status: string, id = "main-1") =>
  ({ client_order_id: id, status, filled_qty: "0" }) as Order;
const stream = (...told: Order[]) => ({ told, orders: told.slice(-1) });
const answer = (...orders: Order[]) => ({ told: [], orders });
const statuses = (orders: Order[]) => orders.map(({ status }) => status);

test("a fill that is told in one breath with its acceptance is said", () => {
  const announced = new Announced();
  const fresh = announced.fresh(stream(order("pending_new"), order("new"), order("filled")));
  assert.deepEqual(statuses(fresh), ["filled"]);
});

test("each status is said once, whoever tells it again", () => {
  const announced = new Announced();
  const partial = order("partially_filled");
  assert.deepEqual(statuses(announced.fresh(stream(order("new"), partial))), ["partially_filled"]);
  assert.deepEqual(announced.fresh(stream(partial)), []);
  assert.deepEqual(statuses(announced.fresh(stream(order("filled")))), ["filled"]);
  assert.deepEqual(announced.fresh(answer(order("filled"))), []);
  assert.deepEqual(announced.fresh(stream(order("filled"))), []);
});

test("what a snapshot tells of the past is not said", () => {
  const announced = new Announced();
  assert.deepEqual(announced.fresh(answer(order("filled"), order("canceled", "main-2"))), []);
});

test("an order that ended while the stream was away is said when it is asked for", () => {
  for (const status of ["new", "partially_filled"]) {
    const announced = new Announced();
    assert.deepEqual(announced.fresh(answer(order(status))), []);
    assert.deepEqual(announced.fresh(answer()), []);
    assert.deepEqual(statuses(announced.fresh(answer(order("filled")))), ["filled"]);
  }
});

test("an order that was answered as filled before the stream told it is said", () => {
  const announced = new Announced();
  assert.deepEqual(announced.fresh(answer(order("filled"))), []);
  assert.deepEqual(statuses(announced.fresh(stream(order("filled")))), ["filled"]);
});
