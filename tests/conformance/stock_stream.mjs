// The stream of stocks, in MessagePack as both SDKs speak it.
import assert from "node:assert/strict";
import { run, until } from "./cases.mjs";
import { classic, current, make_classic, make_current, sockets, wrong_keys_classic,
         wrong_keys_current } from "./clients.mjs";
import { assert_bar, assert_quote, assert_refused, assert_same_bar, open_classic,
         open_current } from "./market_stream.mjs";

const url = `${sockets}/v2/iex`;
const socket = classic.data_stream_v2;
const stream = current.marketData.stockStream({ url });
let before, told;

run({
  "3.1.3 connects, and subscribes to one list after another": async () => {
    before = await open_classic(socket, (each, into) => {
      each.onStockBar((bar) => into.bars.push(bar));
      each.onStockQuote((quote) => into.quotes.push(quote));
    });
    socket.subscribeForBars(["AAPL"]);
    socket.subscribeForQuotes(["AAPL", "MSFT"]);
    await until(() => socket.getSubscriptions().quotes?.length === 2);
    assert.deepEqual(socket.getSubscriptions().bars, ["AAPL"]);
    assert.deepEqual(socket.getSubscriptions().lulds, []);
  },
  "4.x connects and is told its subscriptions": async () => {
    told = await open_current(stream);
    const answered = new Promise((resolve) => stream.on("subscription", resolve));
    stream.subscribeForBars(["*"]);
    assert.deepEqual((await answered).bars, ["*"]);
    stream.subscribeForQuotes(["AAPL"]);
  },
  "3.1.3 is told quotes of both stocks": async () => {
    const of = (symbol) => until(() => before.quotes.find((each) => each.Symbol === symbol));
    for (const symbol of ["AAPL", "MSFT"]) {
      const quote = await of(symbol);
      assert.ok(quote.BidPrice > 0 && quote.BidPrice < quote.AskPrice);
      assert.ok(Number.isInteger(quote.BidSize) && Number.isInteger(quote.AskSize));
      assert.equal(quote.BidExchange, "V");
      assert.deepEqual(quote.Conditions, ["R"]);
      assert.ok(quote.Timestamp instanceof Date);
    }
  },
  "4.x is told quotes of the one it asked for": async () => {
    await until(() => told.quotes.length > 1);
    for (const quote of told.quotes) assert_quote(quote, "AAPL");
  },
  "4.x is told the bars of every stock": async () => {
    const symbols = () => new Set(told.bars.map((each) => each.symbol));
    await until(() => symbols().size > 1);
    const bar = told.bars.find((each) => each.symbol === "AAPL");
    assert_bar(bar, "AAPL");
    assert.ok(Number.isInteger(bar.volume));
  },
  "both are told the same bar": () => assert_same_bar(before, told, {
    open: "OpenPrice", high: "HighPrice", low: "LowPrice", close: "ClosePrice",
    volume: "Volume", vwap: "VWAP", tradeCount: "TradeCount",
  }),
  "3.1.3 unsubscribes": async () => {
    socket.unsubscribeFromBars(["AAPL"]);
    socket.unsubscribeFromQuotes(["AAPL", "MSFT"]);
    await until(() => socket.getSubscriptions().quotes.length === 0);
    assert.deepEqual(socket.getSubscriptions().bars, []);
  },
  "nobody was told of an error": () => {
    assert.deepEqual(before.errors, []);
    assert.deepEqual(told.errors, []);
  },
  "3.1.3 with wrong keys is told so": async () => {
    const stranger = make_classic(wrong_keys_classic).data_stream_v2;
    const refused = new Promise((resolve) => stranger.onError(resolve));
    stranger.connect();
    assert.equal(await refused, "auth failed");
    stranger.disconnect();
  },
  "4.x with wrong keys is refused": () =>
    assert_refused(make_current(wrong_keys_current).marketData.stockStream({ url })),
});
