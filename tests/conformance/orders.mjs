// Placing, finding, listing and canceling orders, and how orders are refused.
import assert from "node:assert/strict";
import { refusal, run, until } from "./cases.mjs";
import { classic, current } from "./clients.mjs";

const { orders } = current.trading;
const resting = { symbol: "AAPL", qty: 3, side: "buy", limitPrice: 1.25, timeInForce: "gtc" };
const nobody = "00000000-0000-4000-8000-000000000000";

// Refusals may tell more than these three.
async function refused_as(status, code, message, asked) {
  const told = await refusal(asked);
  assert.deepEqual({ status: told.status, code: told.code, message: told.message },
                   { status, code, message });
  return told.name;
}

run({
  "3.1.3 buys at the market, amounts given as numbers": async () => {
    const order = await classic.createOrder({ symbol: "AAPL", qty: 2, side: "buy", type: "market",
                                              time_in_force: "day", client_order_id: "one" });
    assert.equal(order.client_order_id, "one");
    assert.equal(order.qty, "2");
    assert.equal(order.notional, null);
    assert.equal(order.order_type, order.type);
    assert.equal(order.legs, null);
    assert.ok(["accepted", "pending_new", "new"].includes(order.status), order.status);
    const filled = await until(async () => {
      const now = await classic.getOrder(order.id);
      return now.status === "filled" && now;
    });
    assert.equal(filled.filled_qty, "2");
    assert.match(filled.filled_avg_price, /^\d+(\.\d+)?$/);
    assert.ok(new Date(filled.filled_at) >= new Date(order.submitted_at));
    assert.deepEqual(await classic.getOrderByClientId("one"), filled);
  },
  "4.x buys for an amount of money": async () => {
    const order = await orders.market({ symbol: "MSFT", notional: "250.5", side: "buy",
                                        clientOrderId: "two" });
    assert.equal(order.notional, "250.5");
    assert.equal(order.qty ?? null, null);
    assert.equal(order.assetClass, "us_equity");
    const filled = await until(async () => {
      const now = await orders.getOrderByClientOrderId({ clientOrderId: "two" });
      return now.status === "filled" && now;
    });
    assert.equal(filled.id, order.id);
    assert.ok(filled.filledAt instanceof Date);
    const spent = Number(filled.filledQty) * Number(filled.filledAvgPrice);
    assert.ok(Math.abs(spent - 250.5) < 0.01, `${spent}`);
  },
  "4.x buys crypto by its slashed name": async () => {
    const order = await orders.market({ symbol: "BTC/USD", qty: "0.01", side: "buy",
                                        timeInForce: "gtc" });
    assert.equal(order.symbol, "BTC/USD");
    assert.equal(order.assetClass, "crypto");
    assert.equal(order.timeInForce, "gtc");
  },
  "both see a limit order rest, each by the id that the other was given": async () => {
    const made = await orders.limit({ ...resting, clientOrderId: "three" });
    const seen = await until(async () => {
      const now = await classic.getOrder(made.id);
      return now.status === "new" && now;
    });
    assert.equal(seen.limit_price, "1.25");
    assert.equal(seen.filled_avg_price, null);
    const other = await classic.createOrder({ symbol: "MSFT", qty: "1", side: "buy",
                                              type: "stop_limit", limit_price: "9000.5",
                                              stop_price: 9000, time_in_force: "day" });
    const found = await orders.getOrderByOrderID({ orderId: other.id });
    assert.equal(found.limitPrice, "9000.5");
    assert.equal(found.stopPrice, "9000");
    assert.equal(found.type, "stop_limit");
  },
  "both list what is open, the newest first": async () => {
    const open = await classic.getOrders({ status: "open" });
    assert.deepEqual(open.map((each) => each.symbol), ["MSFT", "AAPL"]);
    const listed = await orders.getAllOrders({ symbols: ["AAPL", "BTC/USD"], nested: true });
    assert.deepEqual(listed.map((each) => each.clientOrderId), ["three"]);
  },
  "both list what is closed, the oldest first when asked": async () => {
    const closed = await classic.getOrders({ status: "closed", direction: "asc", limit: 2 });
    assert.deepEqual(closed.map((each) => each.client_order_id), ["one", "two"]);
    const all = await orders.getAllOrders({ status: "all", direction: "asc" });
    assert.equal(all.length, 5);
    assert.equal(all[0].clientOrderId, "one");
  },
  "3.1.3 cancels an order, which is gone for 4.x too": async () => {
    const [order] = await classic.getOrders({ symbols: "MSFT" });
    assert.equal(await classic.cancelOrder(order.id), "");
    const gone = await until(async () => {
      const now = await orders.getOrderByOrderID({ orderId: order.id });
      return now.status === "canceled" && now;
    });
    assert.ok(gone.canceledAt instanceof Date);
  },
  "both cancel everything and are told of each order": async () => {
    const made = await orders.limit(resting);
    const first = await classic.cancelAllOrders();
    assert.equal(first.length, 2);
    assert.ok(first.every((each) => each.status === 200));
    assert.ok(first.some((each) => each.id === made.id));
    const again = await orders.limit(resting);
    const second = await orders.deleteAllOrders();
    assert.deepEqual(second, [{ id: again.id, status: 200 }]);
    assert.deepEqual(await classic.cancelAllOrders(), []);
  },
  "an immediate-or-cancel order that cannot trade ends as canceled": async () => {
    const made = await orders.limit({ ...resting, timeInForce: "ioc" });
    const ended = await until(async () => {
      const now = await classic.getOrder(made.id);
      return now.status === "canceled" && now;
    });
    assert.equal(ended.filled_qty, "0");
  },
  "a second order with the same client order id is refused": async () => {
    const message = "client_order_id must be unique";
    const order = { symbol: "AAPL", qty: 1, side: "buy" };
    const sent = { ...order, type: "market", time_in_force: "day", client_order_id: "one" };
    await refused_as(422, 40010001, message, classic.createOrder(sent));
    const name = await refused_as(422, 40010001, message,
                                  orders.market({ ...order, clientOrderId: "one" }));
    assert.equal(name, "ValidationError");
  },
  "an order beyond the buying power is refused": async () => {
    const message = "insufficient buying power";
    const order = { symbol: "AAPL", qty: 1e6, side: "buy" };
    await refused_as(403, 40310000, message,
                     classic.createOrder({ ...order, type: "market", time_in_force: "day" }));
    const name = await refused_as(403, 40310000, message, orders.market(order));
    assert.equal(name, "PermissionError");
  },
  "an order that says too little or too much is refused with the word for it": async () => {
    const asked = { symbol: "AAPL", side: "buy", timeInForce: "day" };
    const refuse = (message, order) =>
      refused_as(422, 40010001, message, orders.submit({ ...asked, ...order }));
    await refuse("limit orders require a limit price", { type: "limit", qty: 1 });
    await refuse("qty or notional is required", { type: "market" });
    await refuse("only one of qty or notional is accepted",
                 { type: "market", qty: 1, notional: 5 });
    await refuse("invalid order type", { type: "nonsense", qty: 1 });
    await refuse("invalid time_in_force", { type: "market", qty: 1, timeInForce: "never" });
    await refuse("invalid side", { type: "market", qty: 1, side: "hold" });
    await refuse("client_order_id must be no more than 128 characters",
                 { type: "market", qty: 1, clientOrderId: "x".repeat(129) });
  },
  "an order that the rules forbid is refused with the word for it": async () => {
    await refused_as(422, 42210000, "invalid limit_price 1.505. sub-penny increment does not " +
                     "fulfill minimum pricing criteria",
                     orders.limit({ ...resting, limitPrice: "1.505" }));
    await refused_as(422, 42210000, 'asset "NOPE" not found',
                     orders.limit({ ...resting, symbol: "NOPE" }));
    await refused_as(422, 42210000, "invalid crypto time_in_force",
                     orders.market({ symbol: "BTC/USD", qty: 1, side: "buy", timeInForce: "day" }));
    const sold = await refusal(orders.market({ symbol: "ETH/USD", qty: 1, side: "sell",
                                               timeInForce: "gtc" }));
    assert.equal(sold.status, 403);
    assert.equal(sold.message, "insufficient balance for ETH (requested: 1, available: 0)");
  },
  "an order that does not exist is neither found nor canceled": async () => {
    const message = `order not found for ${nobody}`;
    await refused_as(404, 40410000, message, classic.getOrder(nobody));
    await refused_as(404, 40410000, message, classic.cancelOrder(nobody));
    for (const ask of [
      () => orders.getOrderByOrderID({ orderId: nobody }),
      () => orders.deleteOrderByOrderID({ orderId: nobody }),
      () => orders.getOrderByClientOrderId({ clientOrderId: nobody }),
    ])
      assert.equal(await refused_as(404, 40410000, message, ask()), "NotFoundError");
  },
  "an order that is filled cannot be canceled": async () => {
    const { id } = await classic.getOrderByClientId("one");
    await refused_as(422, 42210000, 'order is already in "filled" state', classic.cancelOrder(id));
  },
});
