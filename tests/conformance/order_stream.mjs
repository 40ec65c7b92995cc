// The order stream: what a listener is told of orders, in which order, and who may listen.
import assert from "node:assert/strict";
import { once } from "node:events";
import { run, until } from "./cases.mjs";
import { classic, current, make_classic, make_current, sockets, wrong_keys_classic,
         wrong_keys_current } from "./clients.mjs";

const { orders } = current.trading;
const url = `${sockets}/stream`;
const before = [];  // what 3.1.3 was told
const updates = []; // what 4.x was told
const stream = current.trading.stream({ url });

const of = (told, id) => told.filter((each) => each.order.id === id);
const ending = (told, id, event) =>
  until(() => of(told, id).some((each) => each.event === event) && of(told, id));

run({
  "3.1.3 connects and listens": async () => {
    const socket = classic.trade_ws;
    socket.onOrderUpdate((update) => before.push(update));
    const connected = new Promise((resolve) => socket.onConnect(resolve));
    socket.connect();
    await connected;
    socket.subscribe(["trade_updates"]);
    socket.conn.ping(); // its answer comes behind that of the subscription
    await once(socket.conn, "pong");
    assert.deepEqual(socket.subscriptions(), ["trade_updates"]);
  },
  "4.x connects and is told what it listens to": async () => {
    stream.onTradeUpdate((update) => updates.push(update));
    const listening = new Promise((resolve) => stream.on("subscription", resolve));
    stream.onConnect(() => stream.subscribeTradeUpdates());
    stream.connect();
    assert.ok(await stream.waitForAuthentication(5000));
    assert.deepEqual(await listening, ["trade_updates"]);
  },
  "both are told of a fill, with its price, quantity and position": async () => {
    const order = await orders.market({ symbol: "AAPL", qty: 2, side: "buy" });
    const [last] = (await ending(before, order.id, "fill")).slice(-1);
    assert.equal(last.event, "fill");
    assert.equal(last.qty, "2");
    assert.equal(last.position_qty, "2");
    assert.equal(last.price, last.order.filled_avg_price);
    assert.equal(last.order.status, "filled");
    assert.equal(last.order.filled_qty, "2");
    assert.equal(typeof last.execution_id, "string");
    const [same] = (await ending(updates, order.id, "fill")).slice(-1);
    assert.equal(same.executionId, last.execution_id);
    assert.equal(same.positionQty, "2");
    assert.deepEqual(same.order.filledAt, new Date(last.order.filled_at));
    assert.ok(same.timestamp instanceof Date && !Number.isNaN(same.timestamp.getTime()));
  },
  "an order is told as new before it is told as filled": async () => {
    const order = await classic.createOrder({ symbol: "MSFT", qty: 1, side: "buy",
                                              type: "market", time_in_force: "day" });
    const told = await ending(updates, order.id, "fill");
    const live = told.findIndex((each) => each.event === "new");
    assert.ok(live >= 0, JSON.stringify(told.map((each) => each.event)));
    assert.equal(told[live].order.status, "new");
    assert.equal(told.at(-1).event, "fill");
  },
  "every event has a time and an execution id of its own": () => {
    assert.ok(before.every((each) => !Number.isNaN(Date.parse(each.timestamp))));
    const ids = before.map((each) => each.execution_id);
    assert.equal(new Set(ids).size, ids.length);
  },
  "both are told of a cancellation": async () => {
    const order = await orders.limit({ symbol: "AAPL", qty: 1, side: "buy", limitPrice: 1.5 });
    await ending(before, order.id, "new");
    await classic.cancelOrder(order.id);
    const told = (await ending(updates, order.id, "canceled")).at(-1);
    assert.equal(told.order.status, "canceled");
    assert.ok(told.order.canceledAt instanceof Date);
    await ending(before, order.id, "canceled");
  },
  "a resting order is told as filled when the market comes to it": async () => {
    const quote = await classic.getLatestQuote("AAPL");
    const limit_price = Math.round((quote.AskPrice - 0.05) * 100) / 100;
    const order = await classic.createOrder({ symbol: "AAPL", qty: 1, side: "buy", type: "limit",
                                              limit_price, time_in_force: "gtc" });
    const above = await classic.createOrder({ symbol: "AAPL", qty: 1, side: "sell", type: "limit",
                                              limit_price: limit_price + 0.2,
                                              time_in_force: "gtc" });
    const filled = await until(() => before.find(
      (each) => each.event === "fill" && [order.id, above.id].includes(each.order.id)));
    const better = filled.order.side === "buy"
      ? Number(filled.price) <= limit_price : Number(filled.price) >= limit_price + 0.2;
    assert.ok(better, `${filled.order.side} at ${filled.price}`);
    await classic.cancelAllOrders();
  },
  "4.x submits an order and waits for its end": async () => {
    const filled = await current.trading.submitAndWait(
      { type: "market", symbol: "AAPL", qty: 1, side: "buy" }, { stream, timeoutMs: 8000 });
    assert.equal(filled.status, "filled");
    assert.equal(filled.filledQty, "1");
  },
  "3.1.3 with wrong keys is told so": async () => {
    const socket = make_classic(wrong_keys_classic).trade_ws;
    const told = new Promise((resolve) => socket.onError(resolve));
    socket.connect();
    assert.equal(await told, "bad key id or secret");
  },
  "4.x with wrong keys is refused and stays away": async () => {
    const stranger = make_current(wrong_keys_current).trading.stream({ url });
    stranger.onError(() => {});
    stranger.connect();
    const told = await stranger.waitForAuthenticationResult(5000);
    assert.equal(told.status, "server_rejected");
  },
});
