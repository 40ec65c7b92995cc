// Lighthouse on pages of a running edge, logged in, on a desktop: a line for each, and exit code 1 where
// one falls short. The report of each goes to FOLDER, where one is given.
//   node judge.mjs PACKAGES URL PASSWORD [FOLDER]
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [packages, url, password, folder] = process.argv.slice(2);
const { default: lighthouse, desktopConfig } = await import(
  pathToFileURL(join(packages, "node_modules/lighthouse/core/index.js"))
);
const require = createRequire(new URL("../../../frontend/package.json", import.meta.url));
const { chromium } = require("playwright-core");

const least = { accessibility: 100, performance: Number(process.env.TROUPE_PERFORMANCE_LEAST ?? 95) };
const paths = ["/", "/trade/?symbol=BTC%2FUSD", "/markets/", "/portfolio/", "/strategies/", "/backtests/",
  "/risk/", "/system/", "/logs/", "/audit/"];

const freePort = () =>
  new Promise((done) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });

const port = await freePort();
const profile = mkdtempSync(join(tmpdir(), "troupe-lighthouse-"));
const context = await chromium.launchPersistentContext(profile, {
  executablePath: "/usr/bin/chromium",
  args: ["--no-sandbox", `--remote-debugging-port=${port}`],
});
const page = await context.newPage();
await page.goto(url);
await page.getByLabel("User").fill("admin");
await page.getByLabel("Password").fill(password);
await page.getByRole("button", { name: "Log in" }).click();
await page.getByText("● live").waitFor();

let short = 0;
for (const path of paths) {
  const { lhr, report } = await lighthouse(
    url + path,
    { port, output: "html", onlyCategories: Object.keys(least), disableStorageReset: true,
      logLevel: "error" },
    desktopConfig,
  );
  const scores = Object.keys(least).map((name) => [name, Math.round(lhr.categories[name].score * 100)]);
  const failed = Object.values(lhr.audits).filter((each) => each.score === 0).map((each) => each.id);
  const figure = (name) => Math.round(lhr.audits[name].numericValue);
  for (const [name, score] of scores) if (score < least[name]) short += 1;
  console.log(
    `${path}: ${scores.map((each) => each.join(" ")).join(", ")}, first ` +
      `${figure("first-contentful-paint")} ms, largest ${figure("largest-contentful-paint")} ms, ` +
      `blocked ${figure("total-blocking-time")} ms, failed: ${failed.join(" ") || "nothing"}`,
  );
  if (folder) writeFileSync(join(folder, `${path.replaceAll(/[^a-z]+/g, "-")}.html`), report);
}
await context.close();
rmSync(profile, { recursive: true, force: true });
process.exit(short > 0 ? 1 : 0);
