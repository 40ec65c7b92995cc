// Halting with the page, and without any script.
import { expect, logIn, open, password, run, url } from "./browser.mjs";

const banner = (page, text) => page.getByTestId("mode").filter({ hasText: text }).waitFor();

await run(async (browser) => {
  const page = await open(browser);
  await logIn(page);
  await page.getByRole("button", { name: "Halt", exact: true }).click();
  await page.getByRole("button", { name: "Halt trading" }).click();
  await banner(page, "HALTED");
  await page.getByRole("button", { name: "Resume", exact: true }).click();
  await page.getByRole("button", { name: "Resume trading" }).click();
  await banner(page, "· trading");
  expect(true, "halts and resumes");

  const plain = await open(browser, { javaScriptEnabled: false });
  await plain.goto(`${url}/halt/`);
  await plain.getByLabel("User").fill("admin");
  await plain.getByLabel("Password").fill("wrong");
  await plain.getByRole("button").click();
  await plain.getByText("Not halted").waitFor();
  await plain.getByLabel("User").fill("admin");
  await plain.getByLabel("Password").fill(password);
  await plain.getByRole("button").click();
  await plain.getByText("Halted. Only exits pass").waitFor();
  await banner(page, "HALTED");
  expect(true, "halts without scripts, and the page says so");
  await page.getByRole("button", { name: "Resume", exact: true }).click();
  await page.getByRole("button", { name: "Resume trading" }).click();
  await banner(page, "· trading");
});
