import assert from "node:assert/strict";
import { test } from "node:test";
import { steps, underwater } from "@/features/portfolio/curve";
import { usedOf } from "@/features/risk/rule-model";
import {
  changeOf, differences, firstWrong, wrongWith,
} from "@/features/strategies/parameter-model";
import { csvOf } from "@/lib/csv";
import { greater, minus } from "@/lib/decimal";
import { momentIn } from "@/lib/moment";
import { money, percent, price, signedMoney } from "@/lib/format";

test("differences of decimal strings are exact", () => {
  assert.equal(minus("0.3", "0.1"), "0.2");
  assert.equal(minus("-1.5", "2"), "-3.5");
  assert.equal(minus("90071992547409.910000001", "0.000000001"), "90071992547409.91");
  assert.equal(minus("1", "1.000000001"), "-0.000000001");
  assert.equal(greater("-0.1", "-0.2"), "-0.1");
  for (let turn = 0; turn < 1000; ++turn) {
    const [one, other] = [turn * 7919 - 3_000_000, turn * 104_729 - 50_000_000];
    const cents = (value: number) => (value / 100).toFixed(2);
    assert.equal(Number(minus(cents(one), cents(other))).toFixed(2), cents(one - other));
  }
});

test("amounts are shown digit by digit, whatever their size", () => {
  assert.equal(money("12345678901234567.89"), "12,345,678,901,234,567.89");
  assert.equal(price("0.000001"), "0.000001");
  assert.equal(money(null), "–");
  assert.equal(signedMoney("2"), "+2.00");
  assert.equal(percent("0.0123"), "+1.23%");
});

test("CSV quotes what has to be, and starts no formula", () => {
  assert.equal(csvOf(["a", "b"], [["x,y", 'say "no"'], [null, -1.5]]),
    'a,b\r\n"x,y","say ""no"""\r\n,-1.5\r\n');
  assert.equal(csvOf(["a"], [["=HYPERLINK(1)"], ["-1.50"], ["@x"]]),
    "a\r\n'=HYPERLINK(1)\r\n-1.50\r\n'@x\r\n");
});

const points = ["0", "10", "4.5", "12", "12"].map((total_pl, index) => ({
  time: `2024-05-0${index + 1}T00:00:00Z`, equity: "1", cash: "1", contributed: "1", total_pl,
}));

test("below the best is never above nothing, and each step is a difference", () => {
  assert.deepEqual(underwater(points).map(({ below }) => below), ["0", "0", "-5.5", "0", "0"]);
  assert.deepEqual(steps(points).map(({ profit }) => profit), ["0", "7.5", "-5.5", "10"]);
  assert.deepEqual(underwater([]), []);
});

test("a rule is used up by how near it is to its limit, from either side", () => {
  const rule = { name: "x", headroom: 0, passed: true, refusals: 0 };
  assert.equal(usedOf({ ...rule, value: 30, comparison: "<=", limit: 60 }), 0.5);
  assert.equal(usedOf({ ...rule, value: 60, comparison: ">=", limit: 30 }), 0.5);
  assert.equal(usedOf({ ...rule, value: 1, comparison: "==", limit: 1 }), null);
  assert.equal(usedOf({ ...rule, value: null, comparison: null, limit: null }), null);
});

const parameter = { default: 14, min: 2, max: 500, unit: "", meaning: "" };
const strategy = {
  name: "s", meaning: "", running: true, enabled: true, universe: "", symbols: [],
  warm_up_candles: 1, candle_minutes: 5,
  parameters: [
    { ...parameter, name: "length", type: "whole" as const, value: 14 },
    { ...parameter, name: "share", type: "decimal" as const, value: 2.5 },
    { ...parameter, name: "short", type: "on_off" as const, value: false },
  ],
};

test("a change holds what was typed otherwise, and nothing else", () => {
  const typed = { length: "21", share: "2.5", short: "on", universe: "crypto" };
  assert.deepEqual(differences(strategy, typed).map(({ name }) => name),
    ["length", "short", "universe"]);
  assert.deepEqual(changeOf(strategy, typed, "slower"),
    { parameters: { length: "21", short: true }, universe: "crypto", reason: "slower" });
  assert.equal(firstWrong(strategy, typed), "");
});

test("what the schema forbids is named", () => {
  const [length] = strategy.parameters;
  for (const text of ["1", "501", "2.5", "", "x", "1e2"])
    assert.match(wrongWith(length!, text), /^length:/, text);
});

test("times are shown to the second, with the name of their zone, by one formatter a zone", () => {
  const summer = "2026-07-01T23:05:09.123456789Z";
  assert.equal(momentIn("utc")(summer), "2026-07-01 23:05:09 UTC");
  assert.equal(momentIn("exchange")(summer), "2026-07-01 19:05:09 ET");
  assert.equal(momentIn("exchange")("2026-01-02T00:00:00Z"), "2026-01-01 19:00:00 ET");
  assert.equal(momentIn("utc")(null), "–");
  assert.equal(momentIn("utc")("soon"), "soon");
  assert.equal(momentIn("local"), momentIn("local"));
});
