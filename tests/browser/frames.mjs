// How the trade page bears the market: messages, frames and the main thread's work in some seconds, as
// one line of JSON. The work is told by the thread's own clock, so that others on the machine do not
// count; messages are counted in the page, for a browser that reports each of them is slowed by that.
import { live, logIn, open, run, url } from "./browser.mjs";

const settleMs = 4_000;
const measuredMs = 10_000;

// Intervals between the frames that the page got to draw.
const frames = (page) =>
  page.evaluate(
    (ms) =>
      new Promise((done) => {
        const told = [];
        let last = performance.now();
        const end = last + ms;
        const next = (now) => {
          told.push(now - last);
          last = now;
          if (now < end) requestAnimationFrame(next);
          else done(told);
        };
        requestAnimationFrame(next);
      }),
    measuredMs,
  );

const share = (sorted, part) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];

await run(async (browser) => {
  const page = await open(browser);
  await page.addInitScript(() => {
    window.messages = 0;
    window.WebSocket = class extends WebSocket {
      constructor(...given) {
        super(...given);
        this.addEventListener("message", () => (window.messages += 1));
      }
    };
  });
  await logIn(page);
  await page.goto(`${url}/trade/?symbol=BTC%2FUSD`);
  await live(page);
  await page.locator("[data-testid=chart] canvas").first().waitFor();
  await page.waitForTimeout(settleMs);
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  const busy = async () =>
    (await session.send("Performance.getMetrics")).metrics.find((each) => each.name === "TaskDuration")
      .value;
  const messages = () => page.evaluate(() => window.messages);
  const [before, heard, began] = [await busy(), await messages(), Date.now()];
  const drawn = (await frames(page)).sort((one, other) => one - other);
  const seconds = (Date.now() - began) / 1000;
  console.log(
    JSON.stringify({
      ticks_per_s: ((await messages()) - heard) / seconds,
      frames_per_s: drawn.length / seconds,
      frame_p95_ms: share(drawn, 0.95),
      frame_p99_ms: share(drawn, 0.99),
      main_thread_percent: ((await busy()) - before) / seconds * 100,
    }),
  );
});
