// Single trades and quotes of the past and of now, snapshots, auctions and order books.
import assert from "node:assert/strict";
import { refusal, run } from "./cases.mjs";
import { classic, current } from "./clients.mjs";

const hour_ms = 3_600_000;
const end = new Date(Math.floor(Date.now() / hour_ms) * hour_ms - 2 * hour_ms);
const start = new Date(end.getTime() - 600_000); // ten minutes
const window = () => ({ start: start.toISOString(), end: end.toISOString() });
const stocks = current.marketData.stocks;
const crypto = current.marketData.crypto;

async function listed(items) {
  const all = [];
  for await (const item of items) all.push(item);
  return all;
}

run({
  "3.1.3 reads a stock's trades in pages of three": async () => {
    const trades = await listed(classic.getTradesV2("AAPL", { ...window(), pageLimit: 3 }));
    assert.ok(trades.length > 3);
    for (const trade of trades) {
      assert.ok(trade.Price > 0 && Number.isInteger(trade.Size));
      assert.equal(trade.Exchange, "V");
      assert.deepEqual(trade.Conditions, ["@"]);
      assert.ok(Date.parse(trade.Timestamp) >= start.getTime());
    }
  },
  "4.x reads the same trades in pages of another size": async () => {
    const before = await listed(classic.getTradesV2("AAPL", window()));
    const trades = await listed(current.marketData.iterateStockTrades(
      { symbols: ["AAPL"], start, end, limit: 7 }));
    assert.deepEqual(trades.map(({ value }) => value.p), before.map((each) => each.Price));
    assert.equal(new Set(trades.map(({ value }) => String(value.i))).size, trades.length);
  },
  "both read the same quotes, whatever the page": async () => {
    const before = await listed(classic.getQuotesV2("MSFT", { ...window(), pageLimit: 4 }));
    assert.ok(before.length > 4);
    const quotes = await current.marketData.getStockQuotesFor("MSFT", { start, end, limit: 3 });
    assert.deepEqual(quotes.map((each) => each.bidPrice), before.map((each) => each.BidPrice));
    assert.ok(quotes.every((each) => each.bidPrice < each.askPrice));
  },
  "3.1.3 reads trades and quotes of several stocks": async () => {
    const trades = await classic.getMultiTradesV2(["AAPL", "MSFT"], window());
    assert.deepEqual([...trades.keys()], ["AAPL", "MSFT"]);
    const quotes = await classic.getMultiQuotesV2(["AAPL", "MSFT"], window());
    assert.deepEqual([...quotes.keys()], ["AAPL", "MSFT"]);
  },
  "both read the latest trade of a stock and of several": async () => {
    const trade = await classic.getLatestTrade("AAPL");
    assert.ok(trade.Price > 0 && Number.isInteger(trade.ID));
    const trades = await classic.getLatestTrades(["AAPL", "MSFT"]);
    assert.deepEqual([...trades.keys()].sort(), ["AAPL", "MSFT"]);
    const latest = await stocks.stockLatestTrades({ symbols: "AAPL,MSFT", feed: "iex" });
    assert.ok(latest.trades.AAPL.p > 0);
    assert.equal((await stocks.stockLatestTradeSingle({ symbol: "AAPL" })).symbol, "AAPL");
  },
  "both read snapshots of stocks": async () => {
    const one = await classic.getSnapshot("AAPL");
    assert.ok(one.LatestTrade.Price > 0 && one.LatestQuote.BidPrice > 0);
    assert.ok(one.DailyBar.Volume >= one.MinuteBar.Volume);
    const several = await classic.getSnapshots(["AAPL", "MSFT"]);
    assert.deepEqual(several.map((each) => each.symbol), ["AAPL", "MSFT"]);
    const mapped = await stocks.stockSnapshots({ symbols: "AAPL,MSFT" });
    assert.ok(mapped.MSFT.prevDailyBar.c > 0);
    assert.equal((await stocks.stockSnapshotSingle({ symbol: "AAPL" })).symbol, "AAPL");
  },
  "4.x reads auctions, exchanges and conditions": async () => {
    const days = await stocks.stockAuctionSingle(
      { symbol: "AAPL", start: new Date(end.getTime() - 5 * 24 * hour_ms) });
    for (const day of days.auctions) assert.ok(day.o[0].p > 0 && day.c[0].c === "6");
    assert.equal((await stocks.stockMetaExchanges()).V, "IEX");
    const conditions = await stocks.stockMetaConditions({ ticktype: "trade", tape: "C" });
    assert.equal(conditions["@"], "Regular Sale");
  },
  "both read trades and quotes of pairs": async () => {
    const trades = (await classic.getCryptoTrades(["BTC/USD"], window())).get("BTC/USD");
    assert.ok(trades.length > 0 && trades[0].Price > 0);
    const same = await current.marketData.getCryptoTradesFor(
      "BTC/USD", { loc: "us", start, end, limit: 5 });
    assert.deepEqual(same.map((each) => each.price), trades.map((each) => each.Price));
    assert.equal(same[0].takerSide, "B");
    const quotes = (await classic.getCryptoQuotes(["BTC/USD"], window())).get("BTC/USD");
    const also = await current.marketData.getCryptoQuotesFor(
      "BTC/USD", { loc: "us-1", start, end });
    assert.deepEqual(also.map((each) => each.askPrice), quotes.map((each) => each.AskPrice));
  },
  "both read the latest trades, books and snapshots of pairs": async () => {
    const trades = await classic.getLatestCryptoTrades(["BTC/USD", "ETH/USD"]);
    assert.equal(trades.size, 2);
    const book = (await classic.getCryptoOrderbooks(["BTC/USD"])).get("BTC/USD");
    assert.ok(book.Bids[0].Price < book.Asks[0].Price && book.Bids[0].Size > 0);
    const shots = await classic.getCryptoSnapshots(["BTC/USD"]);
    assert.ok(shots.get("BTC/USD").DailyBar.Close > 0);
    const latest = await crypto.cryptoLatestOrderbooks({ loc: "us", symbols: "BTC/USD" });
    assert.ok(latest.orderbooks["BTC/USD"].b.length > 1);
    const same = await crypto.cryptoSnapshots({ loc: "us", symbols: "ETH/USD" });
    assert.ok(same.snapshots["ETH/USD"].latestQuote.bp > 0);
  },
  "4.x reads what is most active and what has moved": async () => {
    const { screener } = current.marketData;
    const active = await screener.mostActives({ by: "volume", top: 3 });
    assert.equal(active.mostActives.length, 3);
    const movers = await screener.movers({ marketType: "crypto", top: 2 });
    assert.equal(movers.marketType, "crypto");
    assert.ok(movers.gainers.every((each) => each.change > 0));
  },
  "there are no corporate actions and no options": async () => {
    const actions = await classic.getCorporateActions(["AAPL"], {});
    assert.deepEqual(Object.values(actions).flat(), []);
    assert.equal((await classic.getOptionBars(["AAPL270115C00200000"],
                                              { timeframe: "1Day" })).size, 0);
  },
  "a parameter that nobody knows is refused": async () => {
    const options = { ...window(), colour: "red" };
    await assert.rejects(listed(classic.getTradesV2("AAPL", options)),
                         /code: 400, message: Unexpected query parameter\(s\): colour/);
    const refused = await refusal(stocks.stockTrades({ symbols: "AAPL", feed: "nonsense" }));
    assert.equal(refused.status, 400);
  },
});
