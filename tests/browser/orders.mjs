// Orders by hand: refused by risk with its reason, accepted, filled, the position seen and closed.
import { ask, expect, logIn, open, priceAsked, row, run, until, visit } from "./browser.mjs";

async function fill(page, ticket, amounts) {
  for (const [label, value] of Object.entries(ticket))
    await page.getByRole("combobox", { name: label, exact: true }).selectOption(value);
  for (const [label, value] of Object.entries(amounts))
    await page.getByLabel(label, { exact: true }).fill(value);
}

async function send(page) {
  await page.getByRole("button", { name: /^SIMULATED: (buy|sell) / }).click();
  const dialog = page.getByRole("alertdialog");
  await dialog.getByRole("button", { name: /^SIMULATED/ }).click();
  return dialog;
}

// Within what the collar around the last price allows, on the grid of cents.
const near = (price, share) => (price * share).toFixed(2);

async function place(page, ticket, amounts) {
  await fill(page, ticket, amounts);
  const dialog = await send(page);
  const refusal = dialog.getByRole("alert").filter({ hasText: /\w/ });
  await Promise.race([dialog.waitFor({ state: "hidden" }), refusal.waitFor()]);
  const refused = (await refusal.isVisible()) ? await refusal.textContent() : "";
  expect(refused === "", `placed: ${JSON.stringify({ ...ticket, ...amounts })} ${refused}`);
  if (refused) await dialog.getByRole("button", { name: "Back" }).click();
}

await run(async (browser) => {
  const page = await open(browser);
  await logIn(page);
  await visit(page, "/trade/?symbol=BTC%2FUSD");
  const coin = await priceAsked(page, "BTCUSD");

  await fill(page, { Side: "buy", Type: "market" }, { Quantity: "1000" });
  const dialog = await send(page);
  await dialog.getByRole("alert").filter({ hasText: /\w/ }).waitFor();
  const reason = await dialog.getByRole("alert").textContent();
  expect(/order_notional|notional/i.test(reason), `risk refuses and says why: ${reason}`);
  await dialog.getByRole("button", { name: "Back" }).click();

  const filled = row(page, "Orders", /filled/);
  const known = await ask(page, "/api/orders?status=all&symbols=BTC%2FUSD");
  const before = known.filter(({ status }) => status === "filled").length;
  await page.getByLabel("Quantity", { exact: true }).fill("0.01");
  await send(page);
  await dialog.waitFor({ state: "hidden" });
  await until(async () => (await filled.count()) > before);
  await row(page, "Positions", "BTCUSD").first().waitFor();
  expect(true, "a market order is filled and its position is shown");

  await filled.first().getByRole("button", { name: "Why" }).click();
  await page.getByRole("dialog").getByText("record").first().waitFor();
  expect(true, "why it happened is told, record by record");
  await page.getByRole("button", { name: "Close", exact: true }).last().click();

  await place(page, { Type: "limit" }, { Quantity: "0.01", "Limit price": near(coin, 0.98) });
  await place(
    page,
    { Type: "stop_limit" },
    { Quantity: "0.01", "Stop price": near(coin, 1.01), "Limit price": near(coin, 1.02) },
  );

  await visit(page, "/trade/?symbol=AAPL");
  const share = await priceAsked(page, "AAPL");
  const exits = { "Target price": near(share, 1.03), "Protecting stop": near(share, 0.97) };
  await place(page, { Type: "market" }, { Quantity: "10" });
  await row(page, "Positions", "AAPL").first().waitFor();
  await place(page, { Side: "sell", Type: "trailing_stop" }, { Quantity: "4", "Trail, %": "3" });
  await place(page, { With: "oco", Type: "limit" }, { Quantity: "4", ...exits });
  await place(page, { Side: "buy", Type: "market", With: "bracket" }, { Quantity: "2", ...exits });
  await place(page, { With: "oto" }, { Quantity: "2", "Protecting stop": exits["Protecting stop"] });

  await visit(page, "/risk/");
  await page.getByRole("button", { name: /^2\. Cancel all/ }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: /^Cancel \d/ }).click();
  await page.getByRole("button", { name: "2. Cancel all orders (0)" }).waitFor();
  await page.getByRole("button", { name: /^3\. Flatten/ }).click();
  const flatten = page.getByRole("alertdialog").getByRole("button", { name: /^Flatten \d/ });
  expect(await flatten.isDisabled(), "flattening waits for its word");
  await page.getByLabel("Type FLATTEN to go on").fill("FLATTEN");
  await flatten.click();
  await page.getByRole("button", { name: "3. Flatten (0)" }).waitFor();
  expect(true, "orders are cancelled and positions flattened, stage by stage");
});
