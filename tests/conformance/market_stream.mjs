// What the stream of stocks and the stream of pairs have in common: the handshake, subscriptions,
// and data that both SDKs read alike.
import assert from "node:assert/strict";
import { until } from "./cases.mjs";

// A client of 3.1.3, connected; `told` fills with what arrives.
export async function open_classic(socket, listen) {
  const told = { bars: [], quotes: [], errors: [] };
  listen(socket, told);
  socket.onError((error) => told.errors.push(error));
  const connected = new Promise((resolve) => socket.onConnect(resolve));
  socket.connect();
  await connected;
  return told;
}

// The same of 4.x.
export async function open_current(stream) {
  const told = { bars: [], quotes: [], errors: [] };
  stream.onBar((bar) => told.bars.push(bar));
  stream.onQuote((quote) => told.quotes.push(quote));
  stream.onError((error) => told.errors.push(error));
  stream.connect();
  assert.ok(await stream.waitForAuthentication(5000));
  return told;
}

export function assert_bar(bar, symbol) {
  assert.equal(bar.symbol, symbol);
  for (const price of [bar.open, bar.high, bar.low, bar.close, bar.vwap])
    assert.equal(typeof price, "number");
  assert.ok(bar.low <= bar.open && bar.open <= bar.high);
  assert.ok(bar.low <= bar.close && bar.close <= bar.high);
  assert.ok(bar.timestamp instanceof Date);
  assert.equal(bar.timestamp.getTime() % 60_000, 0, "a minute bar begins on the minute");
  assert.match(bar.timestampRaw, /^\d{4}-\d\d-\d\dT\d\d:\d\d:00(\.0+)?Z$/);
  assert.ok(Number.isInteger(bar.tradeCount));
}

export function assert_quote(quote, symbol) {
  assert.equal(quote.symbol, symbol);
  assert.ok(quote.bidPrice > 0 && quote.bidPrice < quote.askPrice);
  assert.ok(quote.bidSize > 0 && quote.askSize > 0);
  assert.ok(quote.timestamp instanceof Date && !Number.isNaN(quote.timestamp.getTime()));
}

// Two clients are told the same bar.
export async function assert_same_bar(classic_told, current_told, members) {
  const [bar, same] = await until(() => {
    for (const bar of current_told.bars)
      for (const each of classic_told.bars)
        if ((each.Symbol ?? each.S) === bar.symbol &&
            each.Timestamp.getTime() === bar.timestamp.getTime())
          return [bar, each];
    return null;
  });
  for (const [ours, theirs] of Object.entries(members))
    assert.equal(same[theirs], bar[ours], ours);
}

export async function assert_refused(stream) {
  stream.onError(() => {});
  stream.connect();
  const told = await stream.waitForAuthenticationResult(5000);
  assert.equal(told.status, "server_rejected");
  assert.equal(told.code, 402);
  assert.equal(told.message, "auth failed");
}
