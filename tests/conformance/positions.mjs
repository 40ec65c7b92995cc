// Positions: what is held after trading, and closing it.
import assert from "node:assert/strict";
import { refusal, run, until } from "./cases.mjs";
import { classic, current } from "./clients.mjs";

const { orders, positions } = current.trading;
const missing = { status: 404, code: 40410000, message: "position does not exist" };

const held = (symbol) => until(async () => {
  const all = await classic.getPositions();
  return all.find((each) => each.symbol === symbol);
});
const gone = (symbol) => until(async () => {
  const all = await classic.getPositions();
  return all.every((each) => each.symbol !== symbol);
});

run({
  "an account that has not traded holds nothing": async () => {
    assert.deepEqual(await classic.getPositions(), []);
    assert.deepEqual(await positions.getAllOpenPositions(), []);
    assert.deepEqual(await classic.closeAllPositions(), []);
    assert.deepEqual(await refusal(classic.getPosition("AAPL")), missing);
    const refused = await refusal(positions.getOpenPosition({ symbolOrAssetId: "AAPL" }));
    assert.deepEqual(refused, { ...missing, name: "NotFoundError" });
  },
  "both see a long position, its amounts as strings": async () => {
    const order = await orders.market({ symbol: "AAPL", qty: 4, side: "buy" });
    const position = await held("AAPL");
    assert.equal(position.qty, "4");
    assert.equal(position.qty_available, "4");
    assert.equal(position.side, "long");
    assert.equal(position.asset_class, "us_equity");
    for (const name of ["market_value", "cost_basis", "current_price", "unrealized_pl",
                        "unrealized_plpc", "change_today", "lastday_price"])
      assert.match(position[name], /^-?\d+(\.\d+)?$/, name);
    const filled = await orders.getOrderByOrderID({ orderId: order.id });
    assert.equal(position.avg_entry_price, filled.filledAvgPrice);
    const same = await positions.getOpenPosition({ symbolOrAssetId: position.asset_id });
    assert.equal(same.symbol, "AAPL");
    assert.equal(same.costBasis, position.cost_basis);
  },
  "a pair is held without its slash, less the fee": async () => {
    await classic.createOrder({ symbol: "BTC/USD", qty: 0.02, side: "buy", type: "market",
                                time_in_force: "gtc" });
    const position = await held("BTCUSD");
    assert.equal(position.exchange, "CRYPTO");
    assert.equal(position.qty, "0.01995");
    const same = await positions.getOpenPosition({ symbolOrAssetId: "BTC/USD" });
    assert.equal(same.qty, position.qty);
  },
  "4.x closes half a position and 3.1.3 the rest": async () => {
    const half = await positions.deleteOpenPosition({ symbolOrAssetId: "AAPL", percentage: 50 });
    assert.equal(half.side, "sell");
    assert.equal(half.qty, "2");
    assert.equal(half.timeInForce, "day");
    await until(async () => (await classic.getPosition("AAPL")).qty === "2");
    const rest = await classic.closePosition("AAPL");
    assert.equal(rest.qty, "2");
    await gone("AAPL");
    assert.deepEqual(await refusal(classic.closePosition("AAPL")), missing);
  },
  "4.x cannot close by quantity and percentage at once": async () => {
    const refused = await refusal(positions.deleteOpenPosition(
      { symbolOrAssetId: "BTCUSD", qty: 1, percentage: 50 }));
    assert.equal(refused.status, 422);
  },
  "both sell short and buy back": async () => {
    await orders.market({ symbol: "MSFT", qty: 3, side: "sell" });
    const position = await held("MSFT");
    assert.equal(position.qty, "-3");
    assert.equal(position.side, "short");
    assert.ok(position.cost_basis.startsWith("-"), position.cost_basis);
    const closing = await classic.closePosition("MSFT");
    assert.equal(closing.side, "buy");
    await gone("MSFT");
  },
  "4.x closes everything and is told of each position": async () => {
    await orders.market({ symbol: "AAPL", qty: 1, side: "buy" });
    await held("AAPL");
    await orders.limit({ symbol: "MSFT", qty: 1, side: "buy", limitPrice: 2 });
    const closed = await current.trading.closeAllPositions({ cancelOrders: true });
    const closings = closed.filter((each) => ["AAPL", "BTCUSD"].includes(each.symbol));
    assert.equal(closings.length, 2);
    for (const each of closings) {
      assert.equal(each.status, 200);
      assert.equal(each.body.side, "sell");
    }
    await until(async () => (await classic.getPositions()).length === 0);
    assert.deepEqual(await classic.getOrders({ status: "open" }), []);
  },
});
