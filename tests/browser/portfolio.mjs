// A trade opened and closed by hand is found in the portfolio: its profit by strategy and symbol, the
// curve, and the file of it.
import { ask, expect, logIn, open, row, run, until, visit } from "./browser.mjs";

const digits = (text) => text.replaceAll(/[^0-9.-]/g, "");
const text = (page, path) => page.evaluate((asked) => fetch(asked).then((told) => told.text()), path);

await run(async (browser) => {
  const page = await open(browser);
  await logIn(page);
  await visit(page, "/trade/?symbol=BTC%2FUSD");
  await page.getByLabel("Quantity", { exact: true }).fill("0.1");
  await page.getByRole("button", { name: /^SIMULATED: buy / }).click();
  const dialog = page.getByRole("alertdialog");
  await dialog.getByRole("button", { name: /^SIMULATED/ }).click();
  const held = row(page, "Positions", "BTCUSD");
  await held.waitFor();
  const profit = () => held.getByRole("cell").nth(5).textContent();
  const first = await profit();
  await until(async () => (await profit()) !== first);
  expect(true, "the open profit moves with the market");
  await held.getByRole("button", { name: "Close" }).click();
  await dialog.getByRole("button", { name: /^Close BTCUSD/ }).click();
  await held.waitFor({ state: "hidden" });

  await visit(page, "/portfolio/");
  await row(page, "Closed trades", "BTC/USD").first().waitFor();
  await row(page, "Profit by symbol", "BTC/USD").waitFor();
  const manual = row(page, "Profit by strategy", "manual");
  await manual.waitFor();
  const { items } = await ask(page, "/api/portfolio/strategies");
  const told = items.find(({ strategy }) => strategy === "manual").realized_pl;
  const shown = digits(await manual.getByRole("cell").nth(2).textContent());
  expect(shown === Number(told).toFixed(2), `its profit is the server's: ${shown}, ${told}`);
  await page.locator("[data-testid=equity] canvas").first().waitFor();
  await page.getByLabel("Points").selectOption("1H");
  const path = await page.getByRole("link", { name: "All trades as CSV" }).getAttribute("href");
  const [header, line] = (await text(page, path)).split("\n");
  expect(/symbol/.test(header) && /BTC\/USD/.test(line), `as a file: ${line}`);
});
