// What is asked for when a snapshot comes is answered before the snapshot's turn to be drawn.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Order } from "@/contract/api";
import type { Message } from "@/stream/model";

const frames: (() => void)[] = [];
Object.assign(globalThis, {
  document: { hidden: false },
  requestAnimationFrame: (draw: () => void) => frames.push(draw),
});
const { take, takeOrders, useStream } = await import("@/stream/store");
const drawn = () => frames.splice(0).forEach((draw) => draw());

test("orders that are answered before a snapshot is drawn stay", () => {
  take({ type: "snapshot", seq: 1, data: { orders: [] } } as unknown as Message, true);
  takeOrders([{ client_order_id: "main-1", updated_at: "2026-01-01T00:00:00Z" } as Order]);
  drawn();
  assert.deepEqual(Object.keys(useStream.getState().known.orders), ["main-1"]);
});

test("every message of an order is told, also where several are drawn together", () => {
  const told = (seq: number, status: string) =>
    ({ type: "order", seq, data: { client_order_id: "main-2", status } }) as unknown as Message;
  take(told(2, "new"), false);
  take(told(3, "filled"), false);
  drawn();
  const { known, told: news } = useStream.getState();
  assert.deepEqual(news.map(({ status }) => status), ["new", "filled"]);
  assert.equal(known.orders["main-2"]?.status, "filled");
});
