// Bars of the past and the latest quotes, of stocks and of pairs.
import assert from "node:assert/strict";
import { refusal, run } from "./cases.mjs";
import { classic, current, make_current, wrong_keys_current } from "./clients.mjs";

const hour_ms = 3_600_000;
const now_ms = Date.now();
const end = new Date(Math.floor(now_ms / hour_ms) * hour_ms - 2 * hour_ms);
const start = new Date(end.getTime() - 2 * hour_ms);
const whole = (from, to) => ({ start: from.toISOString(), end: to.toISOString() });
const last_minute = new Date(end.getTime() - 60_000);

async function listed(bars) {
  const all = [];
  for await (const bar of bars) all.push(bar);
  return all;
}

run({
  "3.1.3 reads a stock's minutes page by page": async () => {
    const options = { ...whole(start, end), timeframe: "1Min", limit: 25, pageLimit: 10 };
    const bars = await listed(classic.getBarsV2("AAPL", options));
    assert.equal(bars.length, 25);
    bars.forEach((bar, index) => {
      assert.equal(Date.parse(bar.Timestamp), start.getTime() + index * 60_000);
      assert.ok(bar.LowPrice <= bar.OpenPrice && bar.ClosePrice <= bar.HighPrice);
      assert.ok(Number.isInteger(bar.Volume));
    });
  },
  "4.x reads the same minutes in pages of another size": async () => {
    const options = { ...whole(start, end), timeframe: "1Min" };
    const before = await listed(classic.getBarsV2("AAPL", options));
    assert.equal(before.length, 121, "both ends belong to it");
    const paged = current.marketData.iterateStockBars(
      { symbols: ["AAPL"], timeframe: "1Min", start, end, limit: 50 });
    const bars = await listed(paged);
    assert.deepEqual(bars.map(({ value }) => value.c), before.map((each) => each.ClosePrice));
  },
  "both read several stocks at once": async () => {
    const options = { ...whole(start, end), timeframe: "30Min" };
    const before = await classic.getMultiBarsV2(["MSFT", "AAPL"], options);
    const bars = await current.marketData.getStockBars(
      { symbols: ["AAPL", "MSFT"], timeframe: "30Min", start, end, limit: 3 });
    for (const symbol of ["AAPL", "MSFT"]) {
      assert.equal(bars[symbol].length, 5);
      assert.deepEqual(bars[symbol].map((each) => each.high),
                       before.get(symbol).map((each) => each.HighPrice));
      assert.ok(bars[symbol].every((each) => each.timestamp instanceof Date));
    }
  },
  "an hour is made of its minutes": async () => {
    const to = new Date(start.getTime() + hour_ms - 60_000);
    const minutes = await current.marketData.getStockBarsFor(
      "AAPL", { timeframe: "1Min", start, end: to });
    const [hour] = await current.marketData.getStockBarsFor(
      "AAPL", { timeframe: "1Hour", start, end: to });
    assert.equal(minutes.length, 60);
    assert.equal(hour.open, minutes[0].open);
    assert.equal(hour.close, minutes.at(-1).close);
    assert.equal(hour.high, Math.max(...minutes.map((each) => each.high)));
    assert.equal(hour.low, Math.min(...minutes.map((each) => each.low)));
    assert.equal(hour.volume, minutes.reduce((sum, each) => sum + each.volume, 0));
  },
  "the newest come first when asked": async () => {
    const options = { ...whole(start, end), timeframe: "1Min", sort: "desc", limit: 2 };
    const bars = await listed(classic.getBarsV2("AAPL", options));
    assert.deepEqual(bars.map((each) => Date.parse(each.Timestamp)),
                     [end.getTime(), last_minute.getTime()]);
  },
  "both read a pair's minutes": async () => {
    const options = { ...whole(start, last_minute), timeframe: "1Min", pageLimit: 50 };
    const before = (await classic.getCryptoBars(["BTC/USD"], options)).get("BTC/USD");
    assert.equal(before.length, 120);
    const bars = await current.marketData.getCryptoBarsFor(
      "BTC/USD", { loc: "us", timeframe: "1Min", start, end: last_minute });
    assert.deepEqual(bars.map((each) => each.close), before.map((each) => each.Close));
    assert.ok(bars.some((each) => !Number.isInteger(each.volume)));
  },
  "both read the latest quote of a stock": async () => {
    const before = await classic.getLatestQuote("AAPL");
    assert.ok(before.BidPrice < before.AskPrice);
    const { quote, symbol } = await current.marketData.stocks.stockLatestQuoteSingle(
      { symbol: "AAPL" });
    assert.equal(symbol, "AAPL");
    assert.ok(new Date(quote.t) >= new Date(before.Timestamp));
    assert.ok(quote.bp < quote.ap);
  },
  "both read the latest quotes and bars of several stocks": async () => {
    const quotes = await classic.getLatestQuotes(["AAPL", "MSFT"]);
    assert.deepEqual([...quotes.keys()].sort(), ["AAPL", "MSFT"]);
    const bars = await classic.getLatestBars(["AAPL", "MSFT"]);
    assert.equal(typeof bars.get("MSFT").ClosePrice, "number");
    const latest = await current.marketData.stocks.stockLatestBars({ symbols: "AAPL,MSFT" });
    assert.deepEqual(Object.keys(latest.bars).sort(), ["AAPL", "MSFT"]);
    assert.equal(typeof (await classic.getLatestBar("AAPL")).ClosePrice, "number");
  },
  "both read the latest quote and bar of a pair": async () => {
    const quotes = await classic.getLatestCryptoQuotes(["BTC/USD"]);
    assert.ok(quotes.get("BTC/USD").BidPrice < quotes.get("BTC/USD").AskPrice);
    const bars = await classic.getLatestCryptoBars(["BTC/USD"]);
    assert.equal(typeof bars.get("BTC/USD").Close, "number");
    const latest = await current.marketData.crypto.cryptoLatestQuotes(
      { loc: "us", symbols: "BTC/USD" });
    assert.ok(latest.quotes["BTC/USD"].bp < latest.quotes["BTC/USD"].ap);
  },
  "4.x reads pairs without sending its keys": async () => {
    const stranger = make_current(wrong_keys_current);
    const bars = await stranger.marketData.getCryptoBarsFor(
      "ETH/USD", { loc: "us", timeframe: "1Hour", start, end });
    assert.equal(bars.length, 3);
  },
  "a stock that does not exist has no bars": async () => {
    const options = { ...whole(start, end), timeframe: "1Min" };
    assert.deepEqual(await listed(classic.getBarsV2("NOPE", { ...options })), []);
    assert.equal((await classic.getMultiBarsV2(["NOPE"], options)).size, 0);
  },
  "a timeframe that does not exist is refused": async () => {
    const refused = await refusal(current.marketData.getStockBars(
      { symbols: ["AAPL"], timeframe: "60Min", start, end }));
    assert.equal(refused.status, 400);
    assert.match(refused.message, /^invalid timeframe: 60Min/);
    const options = { ...whole(start, end), timeframe: "60Min" };
    await assert.rejects(listed(classic.getBarsV2("AAPL", options)),
                         /code: 400, message: invalid timeframe: 60Min/);
  },
  "wrong keys are refused for stocks": async () => {
    const stranger = make_current(wrong_keys_current);
    const refused = await refusal(stranger.marketData.getStockBars(
      { symbols: ["AAPL"], timeframe: "1Min", start, end }));
    assert.equal(refused.name, "AuthError");
  },
});
