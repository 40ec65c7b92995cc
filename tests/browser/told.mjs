// What the server tells beside the market: news of the symbol that is looked at, and how long its own
// messages take.
import { ask, expect, logIn, open, row, run, settled, until, visit } from "./browser.mjs";

const headlines = (page) =>
  page.getByRole("group", { name: "News", exact: true }).getByRole("link").allTextContents();

await run(async (browser) => {
  const page = await open(browser);
  await logIn(page);
  for (const symbol of ["BTC/USD", "AAPL"]) {
    const told = page.waitForResponse((answer) => answer.url().includes("/api/news/"));
    await visit(page, `/trade/?symbol=${encodeURIComponent(symbol)}`);
    const { items } = await (await told).json();
    const bare = symbol.replace("/", "");
    expect(items.length > 0, `the venue has news of ${symbol}`);
    expect(items.every(({ symbols }) => symbols.includes(bare)), `they are of ${symbol}`);
    await settled(page);
    const shown = await headlines(page);
    expect(
      JSON.stringify(shown) === JSON.stringify(items.map(({ headline }) => headline)),
      `the page shows them, latest first: ${shown[0]}`,
    );
    await page.getByRole("button", { name: "Older ones" }).click();
    await until(async () => (await headlines(page)).length > shown.length);
  }
  const venue = (await ask(page, "/api/status")).venue.url;
  await page.getByText(`Told by ${venue}`).waitFor();

  await page.route("**/api/news/**", (route) =>
    route.fulfill({
      json: {
        items: [{ id: 1, headline: "Bad link", summary: "", source: "x", created_at: "", url: "javascript:0" }],
        next_page_token: null, source: "x", age_ms: 0,
      },
    }),
  );
  await visit(page, "/trade/?symbol=ETH%2FUSD");
  await page.getByText("Bad link").waitFor();
  expect((await headlines(page)).length === 0, "what is no web page is no link");

  await visit(page, "/system/");
  const hop = row(page, "Times", "hop").filter({ hasText: "signal" });
  const cell = async (at) => Number((await hop.getByRole("cell").nth(at).textContent()).replaceAll(",", ""));
  await until(async () => (await hop.count()) === 1 && (await cell(2)) > 0);
  const [p50, p99] = [await cell(3), await cell(5)];
  expect(p50 > 0 && p50 <= p99, `a hop takes ${p50} ms, ${p99} ms at p99`);
});
