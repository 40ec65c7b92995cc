// Typing at once after load, into every form that has to do with money: what is asked to be sent is what
// was typed.
import { expect, logIn, open, run, url } from "./browser.mjs";

const tries = 20;

async function atOnce(page, path, label, text) {
  await page.goto(url + path, { waitUntil: "commit" });
  const field = page.getByLabel(label, { exact: true });
  await field.click({ clickCount: 3 });
  await page.keyboard.type(text);
}

async function change(page, button) {
  await page.getByRole("button", { name: button }).click();
  return page.getByRole("alertdialog").getByTestId("differences").textContent();
}

const forms = {
  async ticket(page, turn) {
    const quantity = `0.00${turn + 11}`;
    const limit = `${1900 + turn}.5${turn % 10}`;
    await atOnce(page, "/trade/?symbol=ETH%2FUSD", "Quantity", quantity);
    await page.getByRole("combobox", { name: "Type", exact: true }).selectOption("limit");
    await page.getByLabel("Limit price", { exact: true }).click();
    await page.keyboard.type(limit);
    await page.getByRole("button", { name: /^SIMULATED: buy/ }).click();
    const asked = await page.getByRole("alertdialog").textContent();
    return [asked, `buy ${quantity} ETH/USD, limit, limit price ${limit}, gtc`];
  },
  async limits(page, turn) {
    const limit = `${24_000 + turn}.${turn + 10}`;
    await atOnce(page, "/risk/", "order notional max", limit);
    return [await change(page, "Change limits"), `order notional max: 25000 → ${limit}`];
  },
  async parameters(page, turn) {
    const percent = `${turn + 1}.${turn + 11}`;
    await atOnce(page, "/strategies/?id=stochrsi_ema", "stop percent, percent", percent);
    return [await change(page, "Change while it runs"), `stop percent: 2 → ${percent}`];
  },
};

await run(async (browser) => {
  const page = await open(browser);
  await logIn(page);
  for (const [name, fill] of Object.entries(forms))
    for (let turn = 0; turn < tries; ++turn) {
      const [asked, typed] = await fill(page, turn);
      expect(asked.includes(typed), `${name}, turn ${turn}: ${typed}${asked.includes(typed) ? "" : ` is not ${asked}`}`);
    }
});
