// What the streams tell beside trades, quotes and bars: books, the day so far, updated bars, bands,
// corrections and cancellations; and the test stream.
import assert from "node:assert/strict";
import { run, until } from "./cases.mjs";
import { classic, current, sockets } from "./clients.mjs";

const told = { books: [], days: [], updates: [], bands: [], corrections: [], cancels: [],
               trades: [], before: [] };
const stocks = current.marketData.stockStream({ url: `${sockets}/v2/iex` });
const pairs = current.marketData.cryptoStream({ url: `${sockets}/v1beta3/crypto/us` });
const socket = classic.crypto_stream_v1beta3;

async function open(stream) {
  stream.connect();
  assert.ok(await stream.waitForAuthentication(5000));
}

run({
  "4.x is told a whole book first and then its changes": async () => {
    pairs.onOrderbook((book) => told.books.push(book));
    await open(pairs);
    pairs.subscribeForOrderbooks(["BTC/USD"]);
    await until(() => told.books.length > 2);
    assert.equal(told.books[0].reset ?? told.books[0].r, true);
    assert.equal(told.books[1].reset ?? told.books[1].r, false);
    assert.ok(told.books[0].bids?.length > 1 || told.books[0].b?.length > 1);
  },
  "3.1.3 is told books too": async () => {
    const connected = new Promise((resolve) => socket.onConnect(resolve));
    socket.onCryptoOrderbook((book) => told.before.push(book));
    socket.connect();
    await connected;
    socket.subscribeForOrderbooks(["ETH/USD"]);
    await until(() => told.before.length > 1);
    assert.ok(told.before[0].Bids.length > 1);
  },
  "4.x is told the day so far, updated bars and bands of stocks": async () => {
    stocks.onDailyBar((bar) => told.days.push(bar));
    stocks.onUpdatedBar((bar) => told.updates.push(bar));
    stocks.onLuld((band) => told.bands.push(band));
    await open(stocks);
    stocks.subscribeForDailyBars(["AAPL"]);
    stocks.subscribeForUpdatedBars(["*"]);
    stocks.subscribeForLulds(["AAPL"]);
    await until(() => told.days.length && told.updates.length && told.bands.length);
    assert.equal(told.days[0].symbol, "AAPL");
    assert.ok(Number.isInteger(told.updates[0].volume));
  },
  "4.x is told of trades that were corrected and canceled": async () => {
    stocks.onTrade((trade) => told.trades.push(trade));
    stocks.onCorrection((each) => told.corrections.push(each));
    stocks.onCancelError((each) => told.cancels.push(each));
    stocks.subscribeForTrades(["*"]); // brings both
    await until(() => told.corrections.length && told.cancels.length);
    assert.ok(told.trades.length > 0);
  },
  "4.x reads the test stream, whose market never sleeps": async () => {
    const test = current.marketData.stockStream({ url: `${sockets}/v2/test` });
    const quotes = [];
    test.onQuote((quote) => quotes.push(quote));
    await open(test);
    test.subscribeForQuotes(["FAKEPACA"]);
    await until(() => quotes.length > 1);
    assert.equal(quotes[0].symbol, "FAKEPACA");
  },
});
