// Chromium at the page of a running edge: logged in, watched for errors.
import { createRequire } from "node:module";

const require = createRequire(new URL("../../frontend/package.json", import.meta.url));
const { chromium } = require("playwright-core");
export const { AxeBuilder } = require("@axe-core/playwright");

export const [url, password, device, folder] = process.argv.slice(2);
const sizes = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };
// What a browser says of itself when nobody has logged in yet.
const expected = /status of (400|401|403|422|503)|ERR_CONNECTION|ERR_INTERNET_DISCONNECTED|WebSocket connection/;

export const launch = () =>
  chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });

export async function open(browser, options = {}) {
  const size = sizes[device];
  const context = await browser.newContext({
    viewport: size,
    hasTouch: device === "phone",
    ...options,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(40_000);
  page.on("pageerror", (failed) => fail(`the page threw: ${failed.message}`));
  page.on("console", (told) => {
    if (told.type() === "error" && !expected.test(told.text()))
      fail(`the console says: ${told.text()}`);
  });
  return page;
}

export async function logIn(page) {
  await page.goto(url);
  await page.getByLabel("User").fill("admin");
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Log in" }).click();
  await live(page);
}

export const live = (page) => page.getByText("● live").waitFor();

export async function visit(page, path) {
  await page.goto(url + path);
  await live(page);
}

// Whatever the page asks for has been answered.
export const settled = (page) => page.locator("main[aria-busy=false]").waitFor();

export const row = (page, table, text) =>
  page.getByRole("group", { name: table, exact: true }).getByRole("row").filter({ hasText: text });

// What the edge answers to the page's own session.
export const ask = (page, path) =>
  page.evaluate((asked) => fetch(asked).then((answer) => answer.json()), path);

// What one has to pay for the symbol of the trade page, as soon as anybody has said so.
export async function priceAsked(page, symbol) {
  await page.getByText(/ · ask \d/).waitFor();
  return (await ask(page, `/api/quotes/${symbol}`)).ask;
}

export async function until(holds, withinMs = 30_000) {
  const end = Date.now() + withinMs;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`not within ${withinMs} ms: ${holds}`);
    await new Promise((go) => setTimeout(go, 250));
  }
}

let failures = 0;
export function fail(what) {
  failures += 1;
  console.log(`FAILED: ${what}`);
}
export function expect(holds, what) {
  if (holds) console.log(`ok: ${what}`);
  else fail(what);
}

export async function run(scenario) {
  const browser = await launch();
  try {
    await scenario(browser);
  } catch (failed) {
    fail(failed.stack);
  }
  await browser.close();
  process.exit(failures > 0 ? 1 : 0);
}
