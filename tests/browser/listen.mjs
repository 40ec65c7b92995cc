// Everything that the stream of pairs tells a page while an order is placed, filled and another cancelled,
// with an error, a pong and a snapshot at the end; as one line of JSON.
import { logIn, open, run } from "./browser.mjs";

const channels = ["quotes", "trades", "bars", "signals", "decisions", "orders", "positions", "account",
  "status"];

const listen = (page) =>
  page.evaluate(async (wanted) => {
    const told = [];
    const socket = new WebSocket(location.origin.replace(/^http/, "ws") + "/ws/trading");
    socket.onmessage = ({ data }) => told.push(JSON.parse(data));
    await new Promise((opened) => (socket.onopen = opened));
    const say = (what) => socket.send(JSON.stringify(what));
    const heard = async (holds) => {
      for (let turn = 0; turn < 400 && !told.some(holds); ++turn)
        await new Promise((next) => setTimeout(next, 50));
    };
    const headers = { "Content-Type": "application/json" };
    const order = async (more) => {
      const body = { symbol: "BTC/USD", side: "buy", time_in_force: "gtc", qty: "0.01", ...more };
      const sent = await fetch("/api/orders",
        { method: "POST", headers, body: JSON.stringify(body) });
      return sent.json();
    };
    say({ action: "subscribe", channels: wanted, symbols: ["BTC/USD"] });
    await heard(({ type }) => type === "quote");
    await order({ type: "market" });
    await heard(({ type, data }) => type === "order" && data.status === "filled");
    const { ask } = await (await fetch("/api/quotes/BTCUSD")).json();
    const resting = await order({ type: "limit", limit_price: (ask * 0.98).toFixed(2) });
    await fetch(`/api/orders/${resting.id}`, { method: "DELETE" });
    await heard(({ type, data }) => type === "order" && data.status === "canceled");
    for (const type of ["position", "bar", "account", "decision", "status"])
      await heard((each) => each.type === type);
    say({ action: "dance" });
    say({ action: "ping" });
    await heard(({ type }) => type === "pong");
    say({ action: "unsubscribe", channels: wanted });
    say({ action: "subscribe", channels: wanted, symbols: ["BTC/USD"] });
    await heard(({ type, seq }) => type === "snapshot" && seq > 3);
    socket.close();
    return told;
  }, channels);

await run(async (browser) => {
  const page = await open(browser);
  await logIn(page);
  console.log(JSON.stringify(await listen(page)));
});
