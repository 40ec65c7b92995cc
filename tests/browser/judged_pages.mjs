// Every page: nothing serious for axe, nothing beyond the screen's width, no error, and a picture.
import { ask, AxeBuilder, device, expect, folder, settled, until, visit } from "./browser.mjs";

const paths = {
  overview: "/",
  trade: "/trade/?symbol=BTC%2FUSD",
  markets: "/markets/",
  portfolio: "/portfolio/",
  strategies: "/strategies/",
  backtests: "/backtests/",
  decisions: "/decisions/",
  risk: "/risk/",
  alerts: "/alerts/",
  journal: "/journal/",
  system: "/system/",
  logs: "/logs/",
  audit: "/audit/",
  settings: "/settings/",
};
const serious = new Set(["serious", "critical"]);

export async function judge(page, name) {
  // No page has frames, so the way of asking that knows none is enough, and quicker.
  const axe = new AxeBuilder({ page }).setLegacyMode(true);
  const { violations } = await axe.options({ resultTypes: ["violations"] }).analyze();
  const bad = violations.filter((each) => serious.has(each.impact));
  expect(bad.length === 0, `${name}: axe finds nothing serious ${bad.map((each) => each.id)}`);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(wide <= 0, `${name}: nothing is wider than the screen (${wide})`);
  // What is said of orders for some seconds lies over what the picture is of.
  const style = "[data-testid=announced] { display: none }";
  if (folder) await page.screenshot({ path: `${folder}/${name}-${device}.png`, style });
}

// Each page once what it asks for has been answered and drawn.
export async function judgeAll(page, variant) {
  for (const [name, path] of Object.entries(paths)) {
    await visit(page, path);
    expect(
      (await page.getByTestId("mode").textContent()).startsWith("SIMULATED"),
      `${name}: says whose money it is`,
    );
    if (name === "trade") await page.locator("[data-testid=chart] canvas").first().waitFor();
    if (name === "portfolio") await page.locator("[data-testid=equity] canvas").first().waitFor();
    await settled(page);
    await judge(page, name + variant);
  }
}

// Something of everything, so that no page is judged empty: positions, and a backtest that is done.
export async function untilThereIsMuch(page) {
  const write = { method: "POST", headers: { "Content-Type": "application/json" } };
  const begin = () =>
    page.evaluate(
      (asked) => fetch("/api/backtest", { ...asked, body: '{"strategy":"stochrsi_ema"}' }).then((answer) => answer.status),
      write,
    );
  const { items } = await ask(page, "/api/backtests");
  if (items.length === 0) expect((await begin()) === 202, "a backtest is begun");
  await until(async () => (await ask(page, "/api/positions")).length > 2, 120_000);
  await until(async () => (await ask(page, "/api/backtests")).items[0].state === "done", 120_000);
  paths.backtests = `/backtests/?id=${(await ask(page, "/api/backtests")).items[0].id}`;
}
