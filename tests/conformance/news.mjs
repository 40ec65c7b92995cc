// News of the past and as they come.
import assert from "node:assert/strict";
import { run, until } from "./cases.mjs";
import { classic, current, sockets } from "./clients.mjs";

const url = `${sockets}/v1beta1/news`;
const socket = classic.news_stream;
const stream = current.marketData.newsStream({ url });
const told = { before: [], now: [] };

run({
  "3.1.3 reads the latest articles": async () => {
    const news = await classic.getNews({ totalLimit: 25, pageLimit: 10 });
    assert.equal(news.length, 25);
    assert.equal(new Set(news.map((each) => each.ID)).size, 25, "pages do not repeat");
    for (const article of news) {
      assert.ok(article.Headline.length > 0 && article.Symbols.length > 0);
      assert.ok(!Number.isNaN(Date.parse(article.CreatedAt)));
    }
  },
  "4.x reads the articles of a stock and of a pair": async () => {
    const found = await current.marketData.news.news({ symbols: "AAPL,BTCUSD", limit: 50,
                                                       includeContent: true });
    assert.ok(found.news.length > 0);
    for (const article of found.news)
      assert.ok(article.symbols.some((each) => ["AAPL", "BTCUSD"].includes(each)));
  },
  "4.x goes through all pages": async () => {
    const start = new Date(Date.now() - 6 * 3_600_000);
    const ids = [];
    for await (const article of current.marketData.iterateNews({ start, limit: 20 }))
      ids.push(article.id);
    assert.ok(ids.length > 60);
    assert.deepEqual(ids, [...ids].sort((left, right) => right - left), "the newest first");
  },
  "both follow the news as they come": async () => {
    socket.session.url = url; // it insists on TLS
    const connected = new Promise((resolve) => socket.onConnect(resolve));
    socket.onNews((article) => told.before.push(article));
    socket.connect();
    await connected;
    socket.subscribeForNews(["*"]);
    stream.onNews((article) => told.now.push(article));
    stream.connect();
    assert.ok(await stream.waitForAuthentication(5000));
    stream.subscribeForNews(["*"]);
    await until(() => told.now.find((article) =>
      told.before.some((each) => each.Headline === article.headline)));
    const [article] = told.now;
    assert.ok(article.symbols.length > 0);
    const time = article.createdAt ?? article.created_at ?? article.timestamp;
    assert.ok(time instanceof Date || typeof time === "string");
    assert.ok(told.before[0].Symbols.length > 0);
  },
  "what the stream told is in the history": async () => {
    const [article] = told.now;
    const recent = await classic.getNews({ totalLimit: 50 });
    assert.ok(recent.some((each) => each.ID === article.id));
  },
});
