// What the form of a backtest holds, as typed, and the request that it becomes; nothing is computed.
// What is left empty is as the configuration, and its operators, have it.
import type { Strategy } from "@/contract/api";

export type Wish = {
  strategy: string;
  name: string;
  symbols: string;
  files: string;
  from: string; // as a field of date and time has it, in UTC
  to: string;
  parameters: { [name: string]: string };
  settings: { [key: string]: string };
};
export const emptyWish: Wish = {
  strategy: "", name: "", symbols: "", files: "", from: "", to: "", parameters: {}, settings: {},
};

export type Order = {
  strategy: string;
  name?: string;
  symbols?: string[];
  files?: string[];
  from?: string;
  to?: string;
  parameters?: { [name: string]: string | boolean };
  settings?: { [key: string]: string };
};

export const settingNames = [
  ["venue.start_cash", "Start cash"], ["venue.half_spread_bps", "Half spread, bps"],
  ["risk.order_notional_max", "Most of an order"], ["risk.position_notional_max", "Most of a position"],
] as const;

const decimal = /^-?[0-9]+(\.[0-9]+)?$/;
const listed = (text: string) => text.split(/[\s,]+/).filter(Boolean);
const at = (text: string) => (text.length === 16 ? `${text}:00Z` : `${text}Z`);

// What was typed, of what may be typed now.
const given = (typed: { [name: string]: string }, names: string[]) =>
  names.flatMap((name) => {
    const text = typed[name]?.trim() ?? "";
    return text === "" ? [] : [[name, text] as const];
  });

export function wrongWith(wish: Wish, strategy: Strategy | undefined): string {
  if (!strategy) return "Choose a strategy.";
  for (const { name, type } of strategy.parameters) {
    const text = wish.parameters[name]?.trim() ?? "";
    if (text !== "" && type !== "on_off" && !decimal.test(text))
      return `${name}: a ${type} number is needed`;
  }
  for (const [key, name] of settingNames) {
    const text = wish.settings[key]?.trim() ?? "";
    if (text !== "" && !decimal.test(text)) return `${name}: a decimal number is needed`;
  }
  return wish.from && wish.to && wish.from >= wish.to ? "It ends before it begins." : "";
}

export function orderOf(wish: Wish, strategy: Strategy): Order {
  const kinds = new Map(strategy.parameters.map(({ name, type }) => [name, type]));
  const order: Order = { strategy: strategy.name };
  if (wish.name.trim()) order.name = wish.name.trim();
  if (listed(wish.symbols).length > 0) order.symbols = listed(wish.symbols);
  if (listed(wish.files).length > 0) order.files = listed(wish.files);
  if (wish.from) order.from = at(wish.from);
  if (wish.to) order.to = at(wish.to);
  const parameters = given(wish.parameters, [...kinds.keys()]).map(
    ([name, text]) => [name, kinds.get(name) === "on_off" ? text === "on" : text] as const,
  );
  if (parameters.length > 0) order.parameters = Object.fromEntries(parameters);
  const settings = given(wish.settings, settingNames.map(([key]) => key));
  if (settings.length > 0) order.settings = Object.fromEntries(settings);
  return order;
}
