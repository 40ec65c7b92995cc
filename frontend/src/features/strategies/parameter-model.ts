// What a form of parameters holds, as typed, and the change that it becomes. The server's schema says
// which there are and what they may be; nothing is computed here.
import type { Difference } from "@/components/ui/differences";
import type { Strategy } from "@/contract/api";

export type Parameter = Strategy["parameters"][number];
export type Typed = { [name: string]: string };
export type Change = {
  parameters?: { [name: string]: string | boolean };
  enabled?: boolean;
  universe?: string;
  reason?: string;
};

export const universe = "universe";

export const shown = (value: number | boolean) =>
  typeof value === "boolean" ? (value ? "on" : "off") : String(value);

// As the form begins: what runs now, with what was typed over it.
export const valueIn = (typed: Typed, { name, value }: Parameter) => typed[name] ?? shown(value);

const decimal = /^-?[0-9]+(\.[0-9]+)?$/;
const whole = /^-?[0-9]+$/;

// Why it cannot be sent; empty where it can.
export function wrongWith({ name, type, min, max }: Parameter, text: string): string {
  if (type === "on_off") return "";
  if (!(type === "whole" ? whole : decimal).test(text.trim()))
    return `${name}: a ${type} number is needed`;
  return Number(text) < min || Number(text) > max ? `${name}: from ${min} to ${max}` : "";
}

export const firstWrong = (strategy: Strategy, typed: Typed) =>
  strategy.parameters.map((each) => wrongWith(each, valueIn(typed, each))).find(Boolean) ?? "";

export function differences(strategy: Strategy, typed: Typed): Difference[] {
  const told = strategy.parameters
    .map((each) => ({
      name: each.name,
      from: shown(each.value),
      to: valueIn(typed, each).trim(),
    }))
    .filter(({ from, to }) => from !== to);
  const symbols = (typed[universe] ?? strategy.universe).trim();
  if (symbols !== strategy.universe)
    told.push({ name: universe, from: strategy.universe || "all", to: symbols || "all" });
  return told;
}

export function changeOf(strategy: Strategy, typed: Typed, reason: string): Change {
  const kinds = new Map(strategy.parameters.map(({ name, type }) => [name, type]));
  const change: Change = { reason };
  for (const { name, to } of differences(strategy, typed)) {
    if (name === universe) change.universe = (typed[universe] ?? "").trim();
    else
      change.parameters = {
        ...change.parameters,
        [name]: kinds.get(name) === "on_off" ? to === "on" : to,
      };
  }
  return change;
}
