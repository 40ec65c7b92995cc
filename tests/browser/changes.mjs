// An order is previewed by risk, replaced by its form, and moved by its line on the chart.
import { ask, expect, logIn, open, priceAsked, row, run, until, visit } from "./browser.mjs";

const near = (price, share) => (price * share).toFixed(2);
const limits = async (page) => {
  const open = await ask(page, "/api/orders?status=open");
  return open.map((order) => Number(order.limit_price));
};

async function ticket(page, quantity, limit) {
  await page.getByRole("combobox", { name: "Type", exact: true }).selectOption("limit");
  await page.getByLabel("Quantity", { exact: true }).fill(quantity);
  await page.getByLabel("Limit price", { exact: true }).fill(limit);
  await page.getByRole("button", { name: /^SIMULATED: buy / }).click();
  return page.getByRole("alertdialog");
}

// The height at which the pointer takes hold of a line; the canvas itself cannot be asked.
async function heightOfLine(page, box) {
  const middle = box.x + box.width / 2;
  for (let y = box.y + 2; y < box.y + box.height; y += 4) {
    await page.mouse.move(middle, y);
    const cursor = await page.getByTestId("chart").evaluate((host) => host.style.cursor);
    if (cursor === "ns-resize") return y;
  }
  return null;
}

await run(async (browser) => {
  const page = await open(browser);
  await logIn(page);
  await visit(page, "/trade/?symbol=BTC%2FUSD");
  const coin = await priceAsked(page, "BTCUSD");

  // More than the limit of one order, less than what the venue takes at all.
  let dialog = await ticket(page, "2", near(coin, 0.99));
  await dialog.getByText(/^Risk would refuse it: .*notional/).waitFor();
  await dialog.getByText(/✗ order notional: [\d,.]+ <= [\d,.]+/).waitFor();
  await dialog.getByRole("button", { name: "Back" }).click();
  expect((await limits(page)).length === 0, "risk says before that it would refuse, and why");

  dialog = await ticket(page, "1000", near(coin, 0.99));
  await dialog.getByText(/^The venue would not take it: .*maximal amount of order/).waitFor();
  await dialog.getByRole("button", { name: "Back" }).click();
  expect(true, "what is too large for the venue is said before it is sent");

  dialog = await ticket(page, "0.01", near(coin, 0.998));
  await dialog.getByText("Risk would let it pass.").waitFor();
  await dialog.getByRole("button", { name: /^SIMULATED/ }).click();
  await dialog.waitFor({ state: "hidden" });
  await until(async () => (await limits(page)).length === 1);
  await row(page, "Orders", "new").getByRole("button", { name: "Change" }).first().click();
  await dialog.getByRole("button", { name: "Replace the order" }).click();
  await dialog.getByText("Nothing is changed.").waitFor();
  const second = near(coin, 0.997);
  await dialog.getByLabel("New limit price").fill(second);
  await dialog.getByRole("button", { name: "Replace the order" }).click();
  await dialog.waitFor({ state: "hidden" });
  await until(async () => (await limits(page)).join() === String(Number(second)));
  expect(true, "an open order is replaced by its form");
  await row(page, "Orders", "replaced").first().waitFor();

  const chart = page.getByTestId("chart");
  await chart.scrollIntoViewIfNeeded();
  const box = await chart.boundingBox();
  let height = null;
  await until(async () => (height = await heightOfLine(page, box)) !== null);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2, height + 6);
  await page.mouse.move(box.x + box.width / 2, height + 14);
  await page.mouse.up();
  await dialog.getByText("Move the limit of BTC/USD?").waitFor();
  expect((await limits(page)).join() === String(Number(second)), "nothing is sent by dragging");
  await dialog.getByRole("button", { name: /^SIMULATED: move it to/ }).click();
  await dialog.waitFor({ state: "hidden" });
  await until(async () => {
    const [now, ...more] = await limits(page);
    return more.length === 0 && now < Number(second) && now > coin * 0.9;
  });
  expect(true, "its line is dragged to another price, and the order is replaced");
});
