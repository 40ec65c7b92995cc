// Every page, in dark colours.
import { logIn, open, run, url } from "./browser.mjs";
import { judge, judgeAll, untilThereIsMuch } from "./judged_pages.mjs";

await run(async (browser) => {
  const page = await open(browser);
  await page.goto(url);
  await page.getByLabel("User").waitFor();
  await judge(page, "login");
  await logIn(page);
  await untilThereIsMuch(page);
  await judgeAll(page, "");
});
