// Account, clock and assets.
import assert from "node:assert/strict";
import { refusal, run } from "./cases.mjs";
import { classic, current, make_classic, make_current, withResponse, wrong_keys_classic,
         wrong_keys_current } from "./clients.mjs";

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

run({
  "3.1.3 reads the account, its amounts as strings": async () => {
    const account = await classic.getAccount();
    assert.match(account.id, uuid);
    assert.equal(account.status, "ACTIVE");
    assert.equal(account.currency, "USD");
    for (const name of ["cash", "equity", "buying_power", "portfolio_value", "last_equity",
                        "long_market_value", "non_marginable_buying_power", "multiplier"])
      assert.equal(typeof account[name], "string", name);
    assert.equal(account.trading_blocked, false);
    assert.ok(account.account_number.startsWith("PA"));
  },
  "4.x reads the same account, its times as dates": async () => {
    const account = await current.trading.account.getAccount();
    const before = await classic.getAccount();
    assert.equal(account.id, before.id);
    assert.equal(account.cash, before.cash);
    assert.equal(account.buyingPower, before.buying_power);
    assert.ok(account.createdAt instanceof Date && !Number.isNaN(account.createdAt.getTime()));
  },
  "4.x finds its connection valid": async () => {
    const check = await current.trading.validateConnection();
    assert.ok(check.ok, check.message);
  },
  "every answer carries a request id": async () => {
    const answer = await withResponse(current.trading.account.getAccountRaw());
    assert.equal(answer.status, 200);
    assert.match(answer.headers.get("X-Request-ID"), /^[0-9a-f]{32}$/);
  },
  "3.1.3 with wrong keys is told unauthorized": async () => {
    const refused = await refusal(make_classic(wrong_keys_classic).getAccount());
    assert.deepEqual(refused, { status: 401, message: "unauthorized." });
  },
  "4.x with wrong keys throws AuthError": async () => {
    const stranger = make_current(wrong_keys_current);
    const refused = await refusal(stranger.trading.account.getAccount());
    assert.equal(refused.name, "AuthError");
    assert.equal(refused.message, "unauthorized.");
    assert.equal(refused.code, undefined);
    const check = await stranger.trading.validateConnection();
    assert.equal(check.ok, false);
    assert.equal(check.status, 401);
  },
  "both read the clock, which is open and closes before it opens": async () => {
    const before = await classic.getClock();
    assert.equal(before.is_open, true);
    assert.match(before.timestamp, /[+-]\d\d:00$/);
    const clock = await current.trading.clock.legacyClock();
    assert.equal(clock.isOpen, true);
    assert.ok(clock.timestamp >= new Date(before.timestamp));
    assert.ok(clock.nextClose > clock.timestamp);
    assert.ok(clock.nextOpen > clock.nextClose);
  },
  "3.1.3 lists the stocks first of all, and crypto when asked": async () => {
    const stocks = await classic.getAssets();
    assert.ok(stocks.length > 0);
    assert.ok(stocks.every((each) => each.class === "us_equity" && each.tradable === true));
    const pairs = await classic.getAssets({ asset_class: "crypto", status: "active" });
    assert.ok(pairs.some((each) => each.symbol === "BTC/USD"));
    assert.ok(pairs.every((each) => each.class === "crypto" && each.exchange === "CRYPTO"));
  },
  "4.x lists the same assets": async () => {
    const stocks = await current.trading.assets.getV2Assets({ assetClass: "us_equity" });
    const before = await classic.getAssets();
    assert.deepEqual(stocks.map((each) => each.symbol), before.map((each) => each.symbol));
    assert.deepEqual(await current.trading.assets.getV2Assets({ status: "inactive" }), []);
  },
  "both find a stock by symbol and by id": async () => {
    const asset = await classic.getAsset("AAPL");
    assert.equal(asset.fractionable, true);
    assert.equal(typeof asset.easy_to_borrow, "boolean");
    assert.ok(Number.isInteger(asset.maintenance_margin_requirement));
    for (const symbolOrAssetId of ["AAPL", asset.id]) {
      const found = await current.trading.assets.getV2AssetsSymbolOrAssetId({ symbolOrAssetId });
      assert.equal(found.id, asset.id);
      assert.equal(found._class, "us_equity");
    }
  },
  "both find a pair in every spelling": async () => {
    const pair = await classic.getAsset("BTC/USD"); // sent as it is
    assert.equal(typeof pair.min_order_size, "string");
    assert.equal((await classic.getAsset("BTCUSD")).id, pair.id);
    const found = await current.trading.assets.getV2AssetsSymbolOrAssetId(
      { symbolOrAssetId: "BTC/USD" }); // sent as BTC%2FUSD
    assert.equal(found.id, pair.id);
    assert.equal(found.minTradeIncrement, pair.min_trade_increment);
  },
  "both are told which asset does not exist": async () => {
    const expected = { status: 404, code: 40410000, message: "asset not found for NOPE" };
    assert.deepEqual(await refusal(classic.getAsset("NOPE")), expected);
    const refused = await refusal(current.trading.assets.getV2AssetsSymbolOrAssetId(
      { symbolOrAssetId: "NOPE" }));
    assert.deepEqual(refused, { ...expected, name: "NotFoundError" });
  },
});
