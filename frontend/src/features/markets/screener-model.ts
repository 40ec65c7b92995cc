// Which of the screener's rows are wanted. What is compared are the server's figures; a row without a
// figure that is asked for is not wanted.
import type { ScreenerRow } from "@/contract/api";

export const classes = [["all", "All"], ["stocks", "Stocks and funds"], ["crypto", "Crypto"]] as const;
export type Class = (typeof classes)[number][0];
export const shares = [
  ["all", "Everything"], ["held", "Only held"], ["watched", "Only watched"],
  ["tradable", "Only tradable"],
] as const;
export type Share = (typeof shares)[number][0];

export type Figure =
  | "price" | "change_percent" | "dollar_volume" | "volume" | "spread_bps" | "volatility_percent"
  | "rsi" | "stochrsi_k" | "trend_percent";
export const figures: [Figure, string][] = [
  ["price", "Price"], ["change_percent", "Change, %"], ["dollar_volume", "Turnover"],
  ["volume", "Volume"], ["spread_bps", "Spread, bps"], ["volatility_percent", "Volatility, %"],
  ["rsi", "RSI"], ["stochrsi_k", "StochRSI K"], ["trend_percent", "Trend, %"],
];

// By figure and end, "rsi from" or "rsi to", as typed.
export type Ranges = { [end: string]: string };
export const isRanges = (kept: unknown): kept is Ranges =>
  typeof kept === "object" && kept !== null && !Array.isArray(kept) &&
  Object.values(kept).every((each) => typeof each === "string");

const decimal = /^-?[0-9]+(\.[0-9]+)?$/;
const typed = (ranges: Ranges, end: string) => ranges[end]?.trim() ?? "";

// What is no number, in words; empty where all are.
export function wrongIn(ranges: Ranges): string {
  const wrong = figures.flatMap(([figure, name]) =>
    ["from", "to"].filter((end) => {
      const text = typed(ranges, `${figure} ${end}`);
      return text !== "" && !decimal.test(text);
    }).map((end) => `${name} ${end}`),
  );
  return wrong.length > 0 ? `${wrong.join(", ")}: a decimal number is needed` : "";
}

export type Wanted = { text: string; kind: Class; share: Share; ranges: Ranges; watched: string[] };

export function wantedRows(rows: ScreenerRow[], wanted: Wanted): ScreenerRow[] {
  const text = wanted.text.trim().toUpperCase();
  const watched = new Set(wanted.watched);
  const bounds = figures.flatMap(([figure]) => {
    const [from, to] = [typed(wanted.ranges, `${figure} from`), typed(wanted.ranges, `${figure} to`)];
    const least = decimal.test(from) ? Number(from) : null;
    const most = decimal.test(to) ? Number(to) : null;
    return least === null && most === null ? [] : [{ figure, least, most }];
  });
  return rows.filter((row) => {
    if (!row.symbol.includes(text)) return false;
    if (wanted.kind !== "all" && (row.class === "crypto") !== (wanted.kind === "crypto")) return false;
    if (wanted.share === "held" && row.held_qty === null) return false;
    if (wanted.share === "watched" && !watched.has(row.symbol)) return false;
    if (wanted.share === "tradable" && !row.tradable) return false;
    return bounds.every(({ figure, least, most }) => {
      const value = row[figure];
      return value !== null && (least === null || value >= least) && (most === null || value <= most);
    });
  });
}
