// A parameter is changed while its strategy runs: decisions use it, and the journal says who did it.
import { ask, expect, logIn, open, row, run, until, visit } from "./browser.mjs";

const path = "/api/strategies/stochrsi_ema";
const overbought = 73.5;

async function decidesWith(page, threshold) {
  const { items } = await ask(page, "/api/decisions?limit=200");
  return items.some(
    ({ content }) =>
      content.strategy === "stochrsi_ema" &&
      content.gates.some((gate) => /overbought/.test(gate.name) && gate.threshold === threshold),
  );
}

await run(async (browser) => {
  const page = await open(browser);
  await logIn(page);
  await visit(page, "/strategies/?id=stochrsi_ema");
  const form = page.getByTestId("parameters");
  const apply = page.getByRole("button", { name: "Change while it runs" });
  await form.getByLabel("overbought").fill("120");
  await page.getByText("overbought: from 0 to 100").waitFor();
  expect(await apply.isDisabled(), "what the schema forbids is not sent, and the page says why");

  await form.getByLabel("overbought").fill(String(overbought));
  await form.getByLabel("Reason").fill("sooner out");
  await apply.click();
  const dialog = page.getByRole("alertdialog");
  const told = (await dialog.getByTestId("differences").textContent()).trim();
  expect(told === `overbought: 80 → ${overbought}`, `what changes is said before: ${told}`);
  await dialog.getByRole("button", { name: "Change 1 of it" }).click();
  await dialog.waitFor({ state: "hidden" });
  await row(page, "Changes", "sooner out").filter({ hasText: `overbought → ${overbought}` })
    .filter({ hasText: "admin" }).waitFor();
  expect(true, "the history says who changed what, and why");
  const { parameters } = await ask(page, path);
  const now = parameters.find((each) => each.name === "overbought").value;
  expect(now === overbought, `the server has it: ${now}`);
  await until(() => decidesWith(page, overbought));
  expect(true, "candles are decided with it");

  await page.getByRole("button", { name: "Stop", exact: true }).click();
  await dialog.getByRole("button", { name: "Stop stochrsi ema" }).click();
  await dialog.waitFor({ state: "hidden" });
  await row(page, "Strategies", "stochrsi ema").filter({ hasText: "stopped" }).waitFor();
  await until(async () => (await ask(page, path)).enabled === false);
  await page.getByRole("button", { name: "Start", exact: true }).click();
  await dialog.getByRole("button", { name: "Start stochrsi ema" }).click();
  await row(page, "Strategies", "stochrsi ema").filter({ hasText: "running" }).waitFor();
  expect(true, "it is stopped and started");
});
