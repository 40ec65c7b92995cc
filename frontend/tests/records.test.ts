// What the form of a backtest asks for, and what the page makes of the log's lines.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { LogLine, Strategy } from "@/contract/api";
import { emptyWish, orderOf, wrongWith, type Wish } from "@/features/backtests/backtest-model";
import { about, jsonLines, member, values } from "@/features/logs/log-model";

const parameter = (name: string, type: "whole" | "decimal" | "on_off") => ({
  name, type, value: 1, default: 1, min: 0, max: 100, unit: "", meaning: "",
});
const strategy: Strategy = {
  name: "stochrsi_ema", meaning: "", running: true, enabled: true, universe: "", symbols: [],
  warm_up_candles: 1, candle_minutes: 5,
  parameters: [parameter("rsi_length", "whole"), parameter("stop_percent", "decimal"), parameter("short", "on_off")],
};
const wish = (more: Partial<Wish>): Wish => ({ ...emptyWish, strategy: strategy.name, ...more });

test("what is left empty is not sent", () => {
  assert.deepEqual(orderOf(wish({ symbols: " , ", parameters: { rsi_length: " " } }), strategy), {
    strategy: "stochrsi_ema",
  });
});

test("amounts are sent as they were typed, and times are of UTC", () => {
  const order = orderOf(
    wish({
      name: " slower ", symbols: "BTC/USD, AAPL", files: "a.csv b.csv",
      from: "2026-01-02T03:04", to: "2026-01-02T03:04:05",
      parameters: { rsi_length: "21", stop_percent: "0.10", short: "on", gone: "1" },
      settings: { "venue.start_cash": " 50000.50 ", "risk.gone": "1" },
    }),
    strategy,
  );
  assert.deepEqual(order, {
    strategy: "stochrsi_ema", name: "slower", symbols: ["BTC/USD", "AAPL"], files: ["a.csv", "b.csv"],
    from: "2026-01-02T03:04:00Z", to: "2026-01-02T03:04:05Z",
    parameters: { rsi_length: "21", stop_percent: "0.10", short: true },
    settings: { "venue.start_cash": "50000.50" },
  });
});

test("what cannot be sent is said, and nothing is guessed", () => {
  assert.equal(wrongWith(wish({}), undefined), "Choose a strategy.");
  assert.equal(wrongWith(wish({}), strategy), "");
  for (const text of ["1e5", "1,000", ".5", "x"]) {
    assert.match(wrongWith(wish({ parameters: { stop_percent: text } }), strategy), /stop_percent/);
    assert.match(wrongWith(wish({ settings: { "venue.start_cash": text } }), strategy), /Start cash/);
  }
  const times = { from: "2026-01-02T03:04", to: "2026-01-02T03:04" };
  assert.equal(wrongWith(wish(times), strategy), "It ends before it begins.");
});

const line = (seq: number, more: object): LogLine => ({
  seq, line: { ts: "2026-01-02T03:04:05.000001Z", level: "info", event: "child_started", ...more },
});

test("a line's file is the log's own, and its members are told apart", () => {
  const lines = [line(2, { role: "edge", child: "risk", count: 3 }), line(1, { event: "link_up" })];
  assert.equal(about(lines[0]!), "child risk, count 3");
  assert.equal(member(lines[0]!, "role"), "edge");
  assert.equal(member(lines[0]!, "count"), "");
  const told = jsonLines(lines).trim().split("\n").map((each) => JSON.parse(each) as object);
  assert.deepEqual(told, lines.map((each) => each.line));
  assert.deepEqual(values(lines, "event"), ["child_started", "link_up"]);
  assert.deepEqual(values(lines, "role"), ["edge"]);
});
