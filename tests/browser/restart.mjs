// Roles die under the page, and the page is cut off: it comes back by itself, without reloading, with the
// server's rows and no others.
import { ask, expect, live, logIn, open, row, run, until, url, visit } from "./browser.mjs";

const kill = (page, role) =>
  page.evaluate(
    (path) => fetch(path, { method: "POST" }).then((answer) => answer.status, () => 0),
    `/api/test/kill/${role}`,
  );

async function place(page, ticket) {
  const status = await page.evaluate(async (body) => {
    const headers = { "Content-Type": "application/json" };
    const sent = await fetch("/api/orders", { method: "POST", headers, body });
    return sent.status;
  }, JSON.stringify({ symbol: "BTC/USD", side: "buy", time_in_force: "gtc", ...ticket }));
  expect(status === 200, `an order is placed: ${status}`);
}

// Of each row its cells that do not move with the market.
async function shown(page, table, cells) {
  const rows = await page
    .getByRole("group", { name: table, exact: true })
    .locator("tbody tr")
    .evaluateAll((all, wanted) => all.map((each) => wanted.map((at) => each.cells[at]?.textContent)),
      cells);
  return JSON.stringify(rows.filter(([first]) => first).map((each) => each.join(" ")).sort());
}
const told = (rows) => JSON.stringify(rows.map((each) => each.join(" ")).sort());
const number = (text) => Number(text).toLocaleString("en-US", { maximumFractionDigits: 9 });

async function compare(page, when) {
  const same = async () => {
    const orders = await ask(page, "/api/orders?status=all&limit=200");
    const positions = await ask(page, "/api/positions");
    const wanted = [
      told(orders.map((each) => [each.symbol, number(each.qty), each.status.replaceAll("_", " ")])),
      told(positions.map((each) => [each.symbol, number(each.qty)])),
    ];
    const seen = [
      await shown(page, "Orders", [1, 4, 9]),
      await shown(page, "Positions", [0, 1]),
    ];
    same.said = `${seen} is not ${wanted}`;
    return seen.join() === wanted.join();
  };
  await until(same).catch(() => expect(false, `${when}: ${same.said}`));
  expect(true, `${when}: the rows are the server's: ${await shown(page, "Orders", [1, 4, 9])}`);
}

await run(async (browser) => {
  const page = await open(browser);
  await logIn(page);
  await visit(page, "/system/");
  expect((await kill(page, "signal")) === 202, "signal is killed");
  await page.locator("[data-role=signal]").getByText(/restarted \d+ times/).waitFor();
  expect(true, "the tree shows that signal was restarted");

  await visit(page, "/");
  const { ask: price } = await ask(page, "/api/quotes/BTCUSD");
  await place(page, { type: "market", qty: "0.01" });
  await place(page, { type: "limit", qty: "0.02", limit_price: (price * 0.98).toFixed(2) });
  await row(page, "Positions", "BTCUSD").waitFor();
  await compare(page, "before");

  await kill(page, "edge");
  await page.getByText(/○ (offline|connecting|stale)/).waitFor();
  expect(await page.locator("main[data-stale=true]").isVisible(), "what is old looks old");
  await live(page);
  await compare(page, "after the edge's restart");

  // An order ends and a position opens while the page hears nothing.
  const other = await open(browser);
  await logIn(other);
  await page.context().setOffline(true);
  await page.getByText(/○ (offline|stale)/).waitFor();
  const [resting] = await ask(other, "/api/orders?status=open");
  await other.evaluate((path) => fetch(path, { method: "DELETE" }), `/api/orders/${resting.id}`);
  await place(other, { symbol: "ETH/USD", type: "market", qty: "0.5" });
  await until(async () => (await ask(other, "/api/orders?status=open")).length === 0);
  await page.context().setOffline(false);
  await live(page);
  await compare(page, "after it was cut off");
  await visit(page, "/system/");
  await page.locator("[data-role=edge]").getByText(/restarted \d+ times/).waitFor();
  await page.goto(url);
  await live(page);
});
