// A venue that allows five requests a minute, and the basic plan of market data.
import assert from "node:assert/strict";
import { refusal, run, until } from "./cases.mjs";
import { current, sockets, withResponse } from "./clients.mjs";

run({
  "every answer tells what is left": async () => {
    const answer = await withResponse(current.trading.account.getAccountRaw());
    assert.equal(answer.headers.get("X-RateLimit-Limit"), "5");
    assert.ok(Number(answer.headers.get("X-RateLimit-Remaining")) < 5);
    assert.ok(Number(answer.headers.get("X-RateLimit-Reset")) > 1_700_000_000);
  },
  "4.x throws RateLimitError beyond the limit": async () => {
    let refused;
    for (let asked = 0; asked < 12 && refused === undefined; ++asked) {
      const outcome = await refusal(current.trading.orders.deleteAllOrders()).catch(() => null);
      if (outcome?.status === 429) refused = outcome;
    }
    assert.equal(refused.name, "RateLimitError");
    assert.equal(refused.message, "rate limit exceeded");
  },
  "the consolidated tape is not in the basic plan": async () => {
    const stream = current.marketData.stockStream({ url: `${sockets}/v2/sip` });
    const errors = [];
    stream.onError((error) => errors.push(String(error?.message ?? error)));
    stream.connect();
    await until(() => errors.some((each) => each.includes("insufficient subscription")));
    stream.disconnect?.();
  },
  "recent data of the consolidated tape are not either": async () => {
    const refused = await refusal(current.marketData.stocks.stockTrades(
      { symbols: "AAPL", feed: "sip" }));
    assert.equal(refused.status, 403);
    assert.match(refused.message, /^subscription does not permit querying recent SIP data/);
  },
});
