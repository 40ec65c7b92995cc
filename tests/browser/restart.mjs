// The edge dies under the page: it comes back by itself, with the server's rows and no others.
import { expect, live, logIn, open, run, url, visit } from "./browser.mjs";

await run(async (browser) => {
  const page = await open(browser);
  await logIn(page);
  await visit(page, "/system/");
  const killed = await page.evaluate(() =>
    fetch("/api/test/kill/signal", { method: "POST" }).then((answer) => answer.status),
  );
  expect(killed === 202, `signal is killed: ${killed}`);
  await page.locator("[data-role=signal]").getByText(/restarted \d+ times/).waitFor();
  expect(true, "the tree shows that signal was restarted");
  await page.evaluate(() => fetch("/api/test/kill/edge", { method: "POST" }).catch(() => {}));
  await page.locator("[data-role=edge]").getByText(/restarted \d+ times/).waitFor();
  await live(page);
  await page.goto(url);
  await live(page);
  await page.getByTestId("account").waitFor();
  expect(true, "the edge is back, and the page with it");
});
