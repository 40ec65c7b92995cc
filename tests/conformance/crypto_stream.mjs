// The stream of pairs, in MessagePack as both SDKs speak it.
import assert from "node:assert/strict";
import { run, until } from "./cases.mjs";
import { classic, current, make_classic, make_current, sockets, wrong_keys_classic,
         wrong_keys_current } from "./clients.mjs";
import { assert_bar, assert_quote, assert_refused, assert_same_bar, open_classic,
         open_current } from "./market_stream.mjs";

const url = `${sockets}/v1beta3/crypto/us`;
const socket = classic.crypto_stream_v1beta3;
const stream = current.marketData.cryptoStream({ url });
let before, told;

run({
  "3.1.3 connects and subscribes": async () => {
    before = await open_classic(socket, (each, into) => {
      each.onCryptoBar((bar) => into.bars.push(bar));
      each.onCryptoQuote((quote) => into.quotes.push(quote));
    });
    socket.subscribeForBars(["BTC/USD", "ETH/USD"]);
    socket.subscribeForQuotes(["BTC/USD"]);
    await until(() => socket.getSubscriptions().quotes?.length === 1);
    assert.deepEqual(socket.getSubscriptions().bars, ["BTC/USD", "ETH/USD"]);
    assert.deepEqual(socket.getSubscriptions().orderbooks, []);
  },
  "4.x connects, and what it subscribed to is added up": async () => {
    told = await open_current(stream);
    stream.subscribeForQuotes(["BTC/USD"]);
    stream.subscribeForBars(["BTC/USD"]);
    const answered = new Promise((resolve) => stream.on("subscription", (lists) => {
      if (lists.bars.length === 2) resolve(lists);
    }));
    stream.subscribeForBars(["ETH/USD"]);
    const lists = await answered;
    assert.deepEqual(lists.quotes, ["BTC/USD"]);
    assert.deepEqual(lists.bars, ["BTC/USD", "ETH/USD"]);
  },
  "3.1.3 is told quotes": async () => {
    await until(() => before.quotes.length > 1);
    for (const quote of before.quotes) {
      assert.equal(quote.S, "BTC/USD"); // of pairs it leaves the short name
      assert.ok(quote.BidPrice > 0 && quote.BidPrice < quote.AskPrice);
      assert.ok(quote.BidSize > 0 && quote.AskSize > 0);
      assert.ok(quote.Timestamp instanceof Date);
    }
  },
  "4.x is told quotes": async () => {
    await until(() => told.quotes.length > 1);
    for (const quote of told.quotes) assert_quote(quote, "BTC/USD");
  },
  "4.x is told bars with fractional volumes": async () => {
    const bar = await until(() => told.bars.find((each) => each.symbol === "ETH/USD"));
    assert_bar(bar, "ETH/USD");
    assert.ok(bar.volume >= 0);
    await until(() => told.bars.some((each) => !Number.isInteger(each.volume)));
  },
  "both are told the same bar": () => assert_same_bar(before, told, {
    open: "Open", high: "High", low: "Low", close: "Close", volume: "Volume", vwap: "VWAP",
    tradeCount: "TradeCount",
  }),
  "4.x unsubscribes from one of two": async () => {
    const answered = new Promise((resolve) => stream.on("subscription", resolve));
    stream.unsubscribeFromBars(["BTC/USD"]);
    assert.deepEqual((await answered).bars, ["ETH/USD"]);
  },
  "nobody was told of an error": () => {
    assert.deepEqual(before.errors, []);
    assert.deepEqual(told.errors, []);
  },
  "3.1.3 with wrong keys is told so": async () => {
    const stranger = make_classic(wrong_keys_classic).crypto_stream_v1beta3;
    const refused = new Promise((resolve) => stranger.onError(resolve));
    stranger.connect();
    assert.equal(await refused, "auth failed");
    stranger.disconnect();
  },
  "4.x with wrong keys is refused": () =>
    assert_refused(make_current(wrong_keys_current).marketData.cryptoStream({ url })),
});
