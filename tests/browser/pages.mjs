// Every page: nothing serious for axe, nothing beyond the screen's width, no error, and a picture.
import { AxeBuilder, expect, logIn, open, run, settled, visit, folder, device, url } from "./browser.mjs";

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

async function judge(page, name) {
  // No page has frames, so the way of asking that knows none is enough, and quicker.
  const axe = new AxeBuilder({ page }).setLegacyMode(true);
  const { violations } = await axe.options({ resultTypes: ["violations"] }).analyze();
  const bad = violations.filter((each) => serious.has(each.impact));
  expect(bad.length === 0, `${name}: axe finds nothing serious ${bad.map((each) => each.id)}`);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(wide <= 0, `${name}: nothing is wider than the screen (${wide})`);
  if (folder) await page.screenshot({ path: `${folder}/${name}-${device}.png` });
}

// Each page once what it asks for has been answered and drawn.
async function judgeAll(page, variant) {
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

await run(async (browser) => {
  const page = await open(browser);
  await page.goto(url);
  await page.getByLabel("User").waitFor();
  await judge(page, "login");
  await logIn(page);
  await judgeAll(page, "");
  if (device === "phone") return;
  await visit(page, "/settings/");
  await page.getByLabel("Theme").selectOption("light");
  await judgeAll(page, "-light");
});
