// Keys, the palette, chosen columns, CSV, the other pair of colours, and what is said of a fill.
import { readFileSync } from "node:fs";
import { ask, expect, logIn, open, priceAsked, run, visit } from "./browser.mjs";

const at = (page, path) => page.waitForURL((url) => url.pathname === path);

async function buy(page, qty) {
  await page.getByLabel("Quantity", { exact: true }).fill(qty);
  await page.getByRole("button", { name: /^SIMULATED: buy / }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: /^SIMULATED/ }).click();
}

async function isSaid(page, text) {
  try {
    await page.getByTestId("announced").getByText(text).waitFor();
  } catch (failed) {
    const orders = await ask(page, "/api/orders?status=all");
    throw new Error(`${text} was not said; orders: ${JSON.stringify(orders)}`, { cause: failed });
  }
}

// As on a busy computer: the page draws seldom, and answers come later than the stream's words.
async function drawLate(page) {
  await page.evaluate(() => {
    const draw = window.requestAnimationFrame.bind(window);
    window.requestAnimationFrame = (each) => setTimeout(() => draw(each), 800);
  });
  await page.route("**/api/orders", async (route) => {
    const answer = await route.fetch();
    await new Promise((go) => setTimeout(go, 1_600));
    await route.fulfill({ response: answer });
  });
}

await run(async (browser) => {
  const page = await open(browser);
  await logIn(page);
  await page.keyboard.press("g");
  await page.keyboard.press("r");
  await at(page, "/risk/");
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Go to" }).fill("eth");
  await page.keyboard.press("Enter");
  await at(page, "/trade/");
  expect(page.url().includes("ETH%2FUSD"), "the palette goes to a symbol");
  await page.getByRole("group", { name: "Symbols", exact: true }).waitFor();
  await page.getByLabel("Find").click();
  await page.keyboard.type("gr?/");
  expect((await page.getByLabel("Find").inputValue()) === "gr?/", "no key acts while one types");
  await page.getByLabel("Find").blur();
  await page.keyboard.press("?");
  await page.getByRole("dialog").getByText("go to anything").waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "hidden" });

  await visit(page, "/trade/?symbol=BTC%2FUSD");
  await priceAsked(page, "BTCUSD"); // risk refuses what nobody has quoted yet
  await buy(page, "0.01");
  await isSaid(page, /^filled: buy 0.01 BTC\/USD at/);
  expect(true, "a fill is said");
  await drawLate(page);
  await buy(page, "0.02");
  await isSaid(page, /^filled: buy 0.02 BTC\/USD at/);
  expect(true, "a fill is said that is drawn in one go with its acceptance");

  await visit(page, "/");
  const orders = page.getByRole("group", { name: "Orders", exact: true });
  const settings = page.locator("details").filter({ has: page.getByText("Columns of Orders") });
  await settings.getByText("Columns", { exact: true }).click();
  await settings.getByLabel("From column").uncheck();
  await page.reload();
  await orders.getByRole("columnheader", { name: "Filled" }).waitFor();
  const from = await orders.getByRole("columnheader", { name: "From" }).count();
  expect(from === 0, "a column that is hidden stays hidden");
  await orders.getByRole("row").nth(1).waitFor();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Orders as CSV" }).click(),
  ]);
  const lines = readFileSync(await download.path(), "utf8").trim().split("\r\n");
  const [order] = await ask(page, "/api/orders?status=all");
  const cells = lines[1].split(",");
  expect(lines[0].startsWith("Time,Symbol,Side,Type,Quantity"), `CSV has a header: ${lines[0]}`);
  expect(
    cells[0] === order.created_at && cells.includes(order.filled_avg_price),
    `CSV has the server's own figures: ${lines[1]}`,
  );

  await visit(page, "/settings/");
  const up = () =>
    page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue("--up"));
  const green = await up();
  await page.getByLabel("Colours of gain and loss").selectOption("blue-orange");
  await page.reload();
  await page.getByLabel("Colours of gain and loss").waitFor();
  expect((await up()) !== green, "the pair for the colour-blind is kept");
});
