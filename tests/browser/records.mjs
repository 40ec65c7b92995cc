// The log, a backtest and who changed what, as an admin reads them.
import { readFileSync } from "node:fs";
import { ask, expect, logIn, open, row, run, until, visit } from "./browser.mjs";

const table = (page, name) => page.getByRole("group", { name, exact: true });

async function judgeLog(page) {
  await visit(page, "/logs/");
  await table(page, "Log").getByRole("row").nth(1).waitFor();
  const { items } = await ask(page, "/api/logs?limit=1000");
  expect(items.length > 0, `the log has ${items.length} lines`);
  const first = items.at(-1).line;
  await page.getByLabel("Event", { exact: true }).fill(first.event);
  await until(async () => {
    const lines = await table(page, "Log").getByRole("row").allTextContents();
    return lines.length > 1 && lines.slice(1).every((each) => each.includes(first.event.replaceAll("_", " ")));
  });
  expect(true, `only lines of ${first.event} are shown`);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "JSON lines" }).click(),
  ]);
  const lines = readFileSync(await download.path(), "utf8").trim().split("\n").map((each) => JSON.parse(each));
  expect(lines.every(({ event }) => event === first.event), "the file has the same lines");
  await page.getByLabel("Event", { exact: true }).fill("");

  await page.getByRole("button", { name: "Pause" }).click();
  const count = () => row(page, "Log", "notifier").count();
  const before = await count();
  const killed = await page.evaluate(() =>
    fetch("/api/test/kill/notifier", { method: "POST" }).then((answer) => answer.status),
  );
  expect(killed === 202, "a role is killed");
  await until(async () => {
    const told = (await ask(page, "/api/logs?text=notifier")).items;
    return told.length > before;
  });
  await page.waitForTimeout(3_000); // longer than the page waits between two questions
  expect((await count()) === before, "a paused list stays as it is");
  await page.getByRole("button", { name: "Paused: follow again" }).click();
  await until(async () => (await count()) > before);
  expect(true, "what happens is followed");
}

async function judgeBacktest(page) {
  await visit(page, "/backtests/");
  await page.getByRole("combobox", { name: "Strategy", exact: true }).selectOption("stochrsi_ema");
  await page.getByLabel("Experiment", { exact: true }).fill("from the page");
  await page.getByText("Parameters and settings").click();
  await page.getByLabel("Start cash").fill("50000.50");
  const asked = page.waitForRequest((each) => each.url().endsWith("/api/backtest"));
  await page.getByRole("button", { name: "Test it" }).click();
  const request = await asked;
  expect(/^[0-9a-f]{32}$/.test(request.headers()["idempotency-key"]), "it has a key of its own");
  expect(request.postDataJSON().settings["venue.start_cash"] === "50000.50", "amounts are sent as typed");
  const line = row(page, "Backtests", "from the page").first();
  await line.getByText("done").waitFor();
  await line.getByRole("link").click();
  await page.getByText("Equity at the end").waitFor();
  await page.locator("[data-testid=equity] canvas").first().waitFor();
  const { items } = await ask(page, "/api/backtests");
  const whole = await ask(page, `/api/backtests/${items[0].id}`);
  expect(whole.figures.start_equity === "50000.5", `it began with ${whole.figures.start_equity}`);
  const shown = await table(page, "Trades of the backtest").getByRole("row").count();
  expect(shown === Math.max(1, whole.result.trades.length) + 1, `its ${whole.result.trades.length} trades are shown`);
}

async function judgeAudit(page) {
  await visit(page, "/audit/");
  await row(page, "Audit", "/api/backtest").first().waitFor();
  await row(page, "Audit", "/api/backtest").first().getByRole("button", { name: "All of it" }).click();
  await page.getByRole("dialog").getByText("from the page").waitFor();
  expect(true, "what was asked is told");
  await page.getByRole("button", { name: "Close" }).click();
  await page.getByLabel("Who (a user, or key: and its name)").fill("nobody_of_this_name");
  await page.getByText("Nobody has changed anything.").waitFor();
}

await run(async (browser) => {
  const page = await open(browser);
  await logIn(page);
  await judgeLog(page);
  await judgeBacktest(page);
  await judgeAudit(page);
});
