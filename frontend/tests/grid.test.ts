// The screener and its grid, with made-up rows by the thousand.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  inOrder, moved, nextSort, placeAfter, rowsInView, sorted, sortOf, sortText,
} from "@/components/grid/grid-model";
import type { ScreenerRow } from "@/contract/api";
import { wantedRows, wrongIn, type Wanted } from "@/features/markets/screener-model";

const rowPx = 32;
const height = 640;
const count = 10_000;

test("what is drawn covers the view and never grows with the rows", () => {
  for (let top = 0; top <= count * rowPx; top += 997) {
    const { first, end } = rowsInView({ top, height, rowPx, spare: 8 }, count);
    assert.ok(first >= 0 && end <= count && first <= end);
    assert.ok(end - first <= height / rowPx + 1 + 2 * 8, `${end - first} rows at ${top}`);
    const lastSeen = Math.min(count, Math.ceil((top + height) / rowPx));
    assert.ok(first <= Math.floor(top / rowPx) && end >= lastSeen, `a gap at ${top}`);
  }
});

test("fewer rows than the view has scrolled past are drawn without error", () => {
  assert.deepEqual(rowsInView({ top: 9_000, height, rowPx, spare: 2 }, 0), { first: 0, end: 0 });
  const { first, end } = rowsInView({ top: 9_000, height, rowPx, spare: 2 }, 3);
  assert.equal(end, 3);
  assert.ok(first <= 3);
});

// A generator that is the same each time; its seed is the test's own.
function* numbers(seed: number) {
  for (let now = seed; ; ) yield (now = (now * 48_271) % 2_147_483_647);
}

test("sorting keeps equals in their order and what has no value last", () => {
  const made = numbers(20_261_128);
  const rows = Array.from({ length: 3_000 }, (_, at) => {
    const value = made.next().value as number;
    return { at, value: value % 7 === 0 ? null : value % 50 };
  });
  for (const falling of [false, true]) {
    const told = sorted(rows, ({ value }) => value, falling);
    assert.equal(told.length, rows.length);
    told.slice(1).forEach((row, index) => {
      const before = told[index]!;
      if (before.value === null) assert.equal(row.value, null);
      else if (row.value === before.value) assert.ok(before.at < row.at);
      else if (row.value !== null)
        assert.ok(falling ? row.value < before.value : row.value > before.value);
    });
  }
});

test("a sort is read as it was kept, and one of no column is not taken", () => {
  const initial = { name: "Price", falling: true };
  for (const sort of [{ name: "RSI", falling: true }, { name: "Trend, %", falling: false }])
    assert.deepEqual(sortOf(sortText(sort), ["RSI", "Trend, %"], initial), sort);
  assert.deepEqual(sortOf("Gone", ["RSI"], initial), initial);
  assert.deepEqual(nextSort(initial, "Price"), { name: "Price", falling: false });
  assert.deepEqual(nextSort(initial, "RSI"), { name: "RSI", falling: false });
});

test("columns come in their reader's order, and new ones at the end", () => {
  const columns = ["a", "b", "c", "d"].map((name) => ({ name }));
  const names = (order: string[]) => inOrder(columns, order).map(({ name }) => name).join("");
  assert.equal(names([]), "abcd");
  assert.equal(names(["c", "a", "gone"]), "cabd");
  assert.equal(moved(["a", "b", "c"], "c", -1).join(""), "acb");
  assert.equal(moved(["a", "b", "c"], "c", 1).join(""), "abc");
  assert.equal(moved(["a", "b", "c"], "a", -1).join(""), "abc");
});

test("keys stay within the grid", () => {
  const size = { rows: count, columns: 9, page: 18 };
  assert.deepEqual(placeAfter("ArrowDown", { row: 0, column: 0 }, size), { row: 1, column: 0 });
  assert.deepEqual(placeAfter("ArrowLeft", { row: 5, column: 0 }, size), { row: 5, column: 0 });
  assert.deepEqual(placeAfter("PageDown", { row: 0, column: 3 }, size), { row: 18, column: 3 });
  assert.deepEqual(placeAfter("End", { row: 7, column: 3 }, size), { row: count - 1, column: 3 });
  assert.deepEqual(placeAfter("Home", { row: 7, column: 3 }, size), { row: 0, column: 3 });
  assert.equal(placeAfter("x", { row: 7, column: 3 }, size), null);
  assert.equal(placeAfter("End", { row: 0, column: 0 }, { ...size, rows: 0 }), null);
});

const row = (symbol: string, more: Partial<ScreenerRow> = {}): ScreenerRow => ({
  symbol, class: symbol.includes("/") ? "crypto" : "us_equity", price: 10, change_percent: 0,
  high: 10, low: 10, volume: 1, dollar_volume: 10, bid: null, ask: null, spread_bps: null,
  volatility_percent: null, rsi: null, stochrsi_k: null, stochrsi_d: null, trend_percent: null,
  held_qty: null, tradable: true, since: "", until: "", ...more,
});
const all: Wanted = { text: "", kind: "all", share: "all", ranges: {}, watched: [] };
const rows = [
  row("AAPL", { rsi: 28.5, held_qty: "3" }), row("BTC/USD", { rsi: 71, tradable: false }),
  row("MSFT"),
];
const names = (wanted: Partial<Wanted>) =>
  wantedRows(rows, { ...all, ...wanted }).map(({ symbol }) => symbol).join();

test("rows are those of the class, the text, the share and the ranges", () => {
  assert.equal(names({}), "AAPL,BTC/USD,MSFT");
  assert.equal(names({ kind: "crypto" }), "BTC/USD");
  assert.equal(names({ kind: "stocks", text: " ms " }), "MSFT");
  assert.equal(names({ share: "held" }), "AAPL");
  assert.equal(names({ share: "tradable" }), "AAPL,MSFT");
  assert.equal(names({ share: "watched", watched: ["MSFT", "GONE"] }), "MSFT");
  assert.equal(names({ ranges: { "rsi from": "28.5" } }), "AAPL,BTC/USD");
  assert.equal(names({ ranges: { "rsi from": "30", "rsi to": "71" } }), "BTC/USD");
  assert.equal(names({ ranges: { "rsi from": "high" } }), "AAPL,BTC/USD,MSFT");
});

test("a range that is no number is said and not guessed", () => {
  assert.equal(wrongIn({ "rsi from": "1e5" }), "RSI from: a decimal number is needed");
  assert.equal(wrongIn({ "rsi from": "", "trend_percent to": "-0.5" }), "");
});
