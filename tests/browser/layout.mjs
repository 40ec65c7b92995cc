// What a user arranges is there again after a reload, and goes when he says so.
import { expect, live, logIn, open, run, until, visit } from "./browser.mjs";

const panel = (page, name) => page.getByRole("region", { name });
const fold = (page, name) => page.getByRole("button", { name: `Fold ${name}`, exact: true });
const unfold = (page, name) => page.getByRole("button", { name: `Unfold ${name}`, exact: true });
const heightOf = async (at) => Math.round((await at.boundingBox()).height);
const kept = (page) =>
  page.evaluate(() => JSON.parse(localStorage.getItem("troupe-arrangement admin") ?? "{}"));
const pressed = (page, name) =>
  page.getByRole("button", { name, exact: true, pressed: true }).waitFor();

// By the corner at the lower right, as a hand does it.
async function pullTaller(page, at, px) {
  await at.scrollIntoViewIfNeeded();
  const { x, y, width, height } = await at.boundingBox();
  await page.mouse.move(x + width - 3, y + height - 3);
  await page.mouse.down();
  await page.mouse.move(x + width - 3, y + height - 3 + px, { steps: 5 });
  await page.mouse.up();
}

await run(async (browser) => {
  const page = await open(browser);
  await logIn(page);
  await visit(page, "/trade/?symbol=ETH%2FUSD");
  const bars = page.waitForResponse((answer) => answer.url().includes("timeframe=15Min"));
  await page.getByRole("button", { name: "15Min", exact: true }).click();
  expect((await bars).status() === 200, "the server has candles of a quarter of an hour");
  await page.getByLabel("Class").selectOption("crypto");
  const positions = page.getByRole("group", { name: "Positions", exact: true });
  const first = await heightOf(positions);
  await pullTaller(page, positions, 90);
  await until(async () => (await kept(page))["height of Positions"] > first);
  const pulled = await heightOf(positions);
  await fold(page, "Orders").click();
  await page.getByRole("group", { name: "Orders", exact: true }).waitFor({ state: "detached" });

  await page.goto(new URL("/trade/", page.url()).href);
  await live(page);
  await page.getByRole("heading", { name: "Trade ETH/USD" }).waitFor({ state: "attached" });
  expect(true, "the symbol looked at last is shown again");
  await pressed(page, "15Min");
  expect((await page.getByLabel("Class").inputValue()) === "crypto", "a filter is kept");
  expect((await heightOf(positions)) === pulled, `a height is kept: ${first}, then ${pulled}`);
  await unfold(page, "Orders").waitFor();
  await visit(page, "/");
  await unfold(page, "Orders").click();
  await page.getByRole("button", { name: "open", exact: true }).click();
  await page.reload();
  await pressed(page, "open");
  await fold(page, "Orders").waitFor();
  expect(true, "folded is folded, unfolded unfolded");

  await page.evaluate(() =>
    localStorage.setItem("troupe-arrangement admin", '{"timeframe":"3Min","class of symbols":7}'),
  );
  await visit(page, "/trade/?symbol=BTC%2FUSD");
  await pressed(page, "1Min");
  expect((await page.getByLabel("Class").inputValue()) === "all", "what makes no sense is not taken");

  await visit(page, "/risk/");
  await panel(page, "Stop").getByRole("button", { name: "1. Halt new risk" }).waitFor();
  expect((await fold(page, "Stop").count()) === 0, "what stops trading is not folded away");

  await visit(page, "/trade/");
  const orderOf = () =>
    page.evaluate(() =>
      [...document.querySelectorAll("button[aria-label^='Move'][aria-label$='up']")].map((each) =>
        each.getAttribute("aria-label").split(" ")[1],
      ),
    );
  expect((await orderOf()).join() === "Positions,Orders,News", `panels at first: ${await orderOf()}`);
  const up = page.getByRole("button", { name: "Move News up" });
  await up.focus();
  await page.keyboard.press("Enter");
  await until(async () => (await orderOf()).join() === "Positions,News,Orders");
  expect(await up.evaluate((at) => at === document.activeElement), "the button keeps the focus");
  await page.keyboard.press("Enter");
  await until(async () => (await orderOf()).join() === "News,Positions,Orders");
  await page.reload();
  await until(async () => (await orderOf()).join() === "News,Positions,Orders");
  expect(true, "panels stay in their reader's order");
  await fold(page, "Chart").click();
  await visit(page, "/markets/");
  await page.getByRole("button", { name: "Watch SPY" }).click();
  await visit(page, "/settings/");
  await page.getByRole("button", { name: "Reset the layout" }).click();
  await page.getByText("Everything is where it was at first.").waitFor();
  await visit(page, "/trade/");
  await fold(page, "Chart").waitFor();
  await panel(page, "BTC/USD").getByTestId("chart").waitFor();
  const watched = (await kept(page))["watched symbols"];
  expect(watched.join() === "SPY", "what he watches stays");
  expect((await orderOf()).join() === "Positions,Orders,News", "reset, so is their order");
  expect((await heightOf(positions)) === first, "reset, everything is as it was at first");
});
