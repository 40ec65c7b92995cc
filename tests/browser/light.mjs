// Every page, in light colours.
import { logIn, open, run, visit } from "./browser.mjs";
import { judgeAll, untilThereIsMuch } from "./judged_pages.mjs";

await run(async (browser) => {
  const page = await open(browser);
  await logIn(page);
  await untilThereIsMuch(page);
  await visit(page, "/settings/");
  await page.getByLabel("Theme").selectOption("light");
  await judgeAll(page, "-light");
});
