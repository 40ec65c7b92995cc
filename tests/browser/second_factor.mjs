// An authenticator is enrolled; another session's order then waits for its code: cancelled it is refused, a
// used code is not good, the next one sends the order, once. The authenticator is removed again.
import { createHmac } from "node:crypto";
import { AxeBuilder, ask, expect, logIn, open, priceAsked, run, visit } from "./browser.mjs";

const stepMs = 30_000;
const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const stepNow = () => Math.floor(Date.now() / stepMs);

function bytesOf(base32) {
  const bits = [...base32].map((each) => letters.indexOf(each).toString(2).padStart(5, "0")).join("");
  return Buffer.from(bits.match(/.{8}/g).map((each) => parseInt(each, 2)));
}

// RFC 6238, made here.
function codeAt(secret, step) {
  const counted = Buffer.alloc(8);
  counted.writeBigUInt64BE(BigInt(step));
  const mac = createHmac("sha1", bytesOf(secret)).update(counted).digest();
  const number = mac.readUInt32BE(mac.at(-1) & 15) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, "0");
}

const serious = new Set(["serious", "critical"]);

async function judged(page, what) {
  const axe = new AxeBuilder({ page }).setLegacyMode(true);
  const { violations } = await axe.options({ resultTypes: ["violations"] }).analyze();
  const bad = violations.filter((each) => serious.has(each.impact)).map(({ id }) => id);
  expect(bad.length === 0, `axe finds nothing serious ${what}: ${bad}`);
}

const card = (page) => page.getByRole("region", { name: "Authenticator, the second factor" });
const question = (page) => page.getByRole("dialog", { name: "The code of your authenticator?" });

async function enrol(page) {
  await visit(page, "/settings/");
  await card(page).getByText("None is enrolled").waitFor();
  await card(page).getByRole("button", { name: "Enrol an authenticator" }).click();
  const shown = await card(page).getByTestId("secret").textContent();
  expect(/^([A-Z2-7]{4} )+[A-Z2-7]{1,4}$/.test(shown), "the secret is shown in fours");
  const secret = shown.replaceAll(" ", "");
  const uri = await card(page).getByRole("link").getAttribute("href");
  expect(uri.startsWith("otpauth://totp/") && uri.includes(secret), "so is its address");
  await judged(page, "where one enrols");
  const step = stepNow();
  await card(page).getByLabel("Six-digit code").fill(codeAt(secret, step));
  await card(page).getByRole("button", { name: "Enrol", exact: true }).click();
  await card(page).getByText(/^Enrolled\. No code is asked for until/).waitFor();
  expect((await card(page).getByTestId("secret").count()) === 0, "enrolled, and the secret is gone");
  return { secret, step };
}

async function tell(page, code) {
  await question(page).getByLabel("Six-digit code").fill(code);
  await question(page).getByRole("button", { name: "Go on" }).click();
}

async function refusedIn(dialog) {
  const refusal = dialog.getByRole("alert").filter({ hasText: /\w/ });
  await refusal.waitFor();
  return refusal.textContent();
}

const inDialog = (page, role) =>
  page.evaluate((wanted) => document.activeElement?.closest(`[role=${wanted}]`) != null, role);

await run(async (browser) => {
  const page = await open(browser);
  await logIn(page);
  const { secret, step } = await enrol(page);
  await page.getByRole("button", { name: /^Log out/ }).click();
  await page.getByLabel("Password").waitFor();
  await logIn(page);

  await visit(page, "/trade/?symbol=AAPL");
  const price = await priceAsked(page, "AAPL");
  const orders = async () => (await ask(page, "/api/orders?status=all&symbols=AAPL")).length;
  const before = await orders();
  await page.getByRole("combobox", { name: "Type", exact: true }).selectOption("limit");
  await page.getByLabel("Quantity", { exact: true }).fill("1");
  await page.getByLabel("Limit price", { exact: true }).fill((price * 0.98).toFixed(2));
  await page.getByRole("button", { name: /^SIMULATED: buy/ }).click();
  const confirm = page.getByRole("alertdialog");
  const send = () => confirm.getByRole("button", { name: /^SIMULATED/ }).click();

  await send();
  await question(page).waitFor();
  const field = question(page).getByLabel("Six-digit code");
  expect(await field.evaluate((each) => each === document.activeElement), "the code can be typed at once");
  await judged(page, "where a code is asked for");
  await question(page).getByRole("button", { name: "Cancel" }).click();
  const refused = await refusedIn(confirm);
  expect(/code of your authenticator/.test(refused), `without a code it is refused: ${refused}`);
  expect(await inDialog(page, "alertdialog"), "the order's dialog has the focus again");

  await send();
  await tell(page, codeAt(secret, step));
  const used = await refusedIn(question(page));
  expect(/used before/.test(used), `a used code is not good: ${used}`);
  expect((await orders()) === before, "nothing is sent before");
  await tell(page, codeAt(secret, Math.max(stepNow(), step + 1)));
  await confirm.waitFor({ state: "hidden" });
  await question(page).waitFor({ state: "hidden" });
  await page.getByRole("status").filter({ hasText: /buy 1 AAPL, limit/ }).waitFor();
  expect((await orders()) === before + 1, "with the next code the order is sent, once");

  await visit(page, "/settings/");
  await card(page).getByRole("button", { name: "Remove" }).click();
  await confirm.getByRole("button", { name: "Remove it" }).click();
  await card(page).getByText("None is enrolled").waitFor();
  expect(true, "the authenticator is removed");
});
