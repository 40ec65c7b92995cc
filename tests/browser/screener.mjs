// The screener: the server's own figures, sorted, filtered, watched, opened by keys, taken away as a file;
// and ten thousand made-up rows, of which only those in view are in the document.
import { readFileSync } from "node:fs";
import { ask, expect, logIn, open, run, settled, until, visit } from "./browser.mjs";

const grid = (page) => page.getByRole("grid", { name: "Screener" });
const rows = (page) => grid(page).getByRole("row");
const column = async (page, name) => {
  const names = await grid(page).getByRole("columnheader").allTextContents();
  return names.findIndex((each) => each.replace(/ [▲▼]$/, "") === name);
};
// Of the rows that are drawn, below the head.
async function cells(page, name) {
  const at = await column(page, name);
  const lines = await rows(page).all();
  return Promise.all(lines.slice(1).map((each) => each.getByRole("gridcell").nth(at).textContent()));
}
const active = (page) =>
  grid(page).evaluate((at) => {
    const cell = document.getElementById(at.getAttribute("aria-activedescendant"));
    return { row: Number(cell?.parentElement.getAttribute("aria-rowindex")), text: cell?.textContent };
  });
const digits = (text) => Number(text.replaceAll(/[^0-9.-]/g, ""));

async function judgeThousands(page) {
  const count = 10_000;
  const real = (await ask(page, "/api/screener?limit=1")).items[0];
  const made = Array.from({ length: count }, (_, at) => ({
    ...real, symbol: `MADE${String(at).padStart(5, "0")}`, class: "us_equity", price: 1 + at,
    dollar_volume: count - at, held_qty: null,
  }));
  await page.route("**/api/screener?*", (route) => {
    const asked = new URL(route.request().url()).searchParams;
    const from = Number(asked.get("page_token") || 0);
    const end = from + Number(asked.get("limit"));
    return route.fulfill({
      json: { items: made.slice(from, end), next_page_token: end < count ? String(end) : null },
    });
  });
  await visit(page, "/markets/");
  await page.getByText(`${count.toLocaleString("en-US").replace(",", "")} of ${count} symbols`).waitFor();
  expect((await grid(page).getAttribute("aria-rowcount")) === String(count + 1), "it says how many rows it has");
  const drawn = await rows(page).count();
  expect(drawn > 10 && drawn < 80, `of ${count} rows ${drawn} are drawn`);
  await grid(page).focus();
  await page.keyboard.press("End");
  await until(async () => (await active(page)).row === count + 1);
  await page.keyboard.press("PageUp");
  await until(async () => (await active(page)).row < count - 5);
  const still = await rows(page).count();
  expect(still < 80, `at the end too: ${still}`);
  // A flick through all of them: wherever it stops, the rows in view are there.
  const gaps = await grid(page).evaluate(async (box) => {
    const frame = () => new Promise((go) => requestAnimationFrame(go));
    let missing = 0;
    for (let step = 0; step < 60; ++step) {
      box.scrollTop = (step * 5_003) % (box.scrollHeight - box.clientHeight);
      for (let wait = 0; wait < 3; ++wait) await frame();
      const { left, top, height } = box.getBoundingClientRect();
      for (const share of [0.2, 0.5, 0.9])
        if (!document.elementFromPoint(left + 20, top + height * share)?.closest("[role=row]")) ++missing;
    }
    return missing;
  });
  expect(gaps === 0, `no gap is seen in a flick through all rows (${gaps})`);
  await page.unroute("**/api/screener?*");
}

await run(async (browser) => {
  const page = await open(browser);
  await logIn(page);
  await visit(page, "/markets/");
  await rows(page).nth(5).waitFor();
  await settled(page);

  const told = (await ask(page, "/api/screener?sort=symbol&direction=asc&limit=500")).items;
  await page.getByText(`${told.length} of ${told.length} symbols`).waitFor();
  const turnover = (await cells(page, "Turnover")).map(digits);
  expect(
    turnover.every((each, at) => at === 0 || each <= turnover[at - 1]),
    `the largest turnover comes first: ${turnover.slice(0, 3)}`,
  );
  await grid(page).getByRole("button", { name: "Symbol" }).click();
  const symbols = await cells(page, "Symbol");
  expect(symbols[0] === told[0].symbol, `sorted by symbol: ${symbols[0]}`);
  const sortedBy = await grid(page).getByRole("columnheader", { name: "Symbol" }).getAttribute("aria-sort");
  expect(sortedBy === "ascending", "its head says so");

  await page.getByRole("button", { name: "Crypto", exact: true }).click();
  const pairs = told.filter((each) => each.class === "crypto");
  await page.getByText(`${pairs.length} of ${told.length} symbols`).waitFor();
  expect((await cells(page, "Symbol")).every((each) => each.includes("/")), "only pairs are left");
  await page.getByLabel("Find").fill("eth");
  await until(async () => (await cells(page, "Symbol")).join() === "ETH/USD");
  await page.getByLabel("Find").fill("");
  await page.getByText("Ranges", { exact: true }).click();
  await page.getByLabel("Price from").fill("dear");
  await page.getByText("Price from: a decimal number is needed").waitFor();
  await page.getByLabel("Price from").fill("1000");
  const dear = pairs.filter(({ price }) => price >= 1_000).length;
  await page.getByText(`${dear} of ${told.length} symbols`).waitFor();
  expect((await cells(page, "Price")).every((each) => digits(each) >= 1_000), "a range holds");
  await page.getByRole("button", { name: "Clear the ranges" }).click();
  await page.getByRole("group", { name: "Which class" }).getByRole("button", { name: "All" }).click();

  await grid(page).focus();
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowDown");
  expect((await active(page)).row === 3, "an arrow goes a row down");
  await page.keyboard.press("w");
  const watched = symbols[1];
  await page.getByRole("combobox", { name: "Show" }).selectOption("watched");
  await until(async () => (await cells(page, "Symbol")).join() === watched);
  await page.reload();
  await until(async () => (await cells(page, "Symbol")).join() === watched);
  expect(true, `${watched} is watched, after a reload too`);
  await page.getByRole("combobox", { name: "Show" }).selectOption("all");

  await page.getByText("Columns", { exact: true }).click();
  await page.getByLabel("RSI column").uncheck();
  await page.getByRole("button", { name: "Price to the left" }).click();
  await page.reload();
  await rows(page).nth(5).waitFor();
  expect((await column(page, "RSI")) === -1, "a column that is hidden stays hidden");
  expect((await column(page, "Price")) < (await column(page, "Symbol")), "columns stay in their order");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Screener as CSV" }).click(),
  ]);
  const lines = readFileSync(await download.path(), "utf8").trim().split("\r\n");
  expect(lines.length === told.length + 1, `the file has all rows: ${lines[0]}`);

  await judgeThousands(page);

  await visit(page, "/markets/");
  await rows(page).nth(5).waitFor();
  await grid(page).focus();
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => url.pathname === "/trade/" && url.search.includes("symbol="));
  expect(true, "Enter opens the row's symbol");
  await page.getByLabel("Class").selectOption("watched");
  const list = page.getByRole("group", { name: "Symbols", exact: true });
  await until(async () => (await list.getByRole("row").count()) === 2);
  expect((await list.getByRole("row").nth(1).textContent()).startsWith(watched), "the trade page's list knows what is watched");
});
