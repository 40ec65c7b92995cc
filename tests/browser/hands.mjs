// Typing at once after load: what is asked to be sent is what was typed.
import { expect, logIn, open, run, url } from "./browser.mjs";

const tries = 20;

await run(async (browser) => {
  const page = await open(browser);
  await logIn(page);
  for (let turn = 0; turn < tries; ++turn) {
    const typed = `0.00${turn + 11}`;
    await page.goto(`${url}/trade/?symbol=ETH%2FUSD`, { waitUntil: "commit" });
    const quantity = page.getByLabel("Quantity", { exact: true });
    await quantity.click();
    await page.keyboard.type(typed);
    await page.getByRole("button", { name: /^SIMULATED: buy/ }).click();
    const asked = await page.getByRole("alertdialog").textContent();
    expect(asked.includes(`buy ${typed} ETH/USD, market`), `turn ${turn}: ${typed}`);
  }
});
