import clsx from "clsx";
import Link from "next/link";
import type { GridColumn } from "@/components/grid/grid";
import type { ScreenerRow } from "@/contract/api";
import { direction, percentage, price, quantity, rounded, whole } from "@/lib/format";
import { symbolLink } from "@/lib/symbol";

type Row = ScreenerRow;
type Name = { [Key in keyof Row]: Row[Key] extends number | null ? Key : never }[keyof Row];

const marks = { up: "▲ ", down: "▼ ", flat: "" };

function Change({ value }: { value: number | null }) {
  const way = direction(value);
  return (
    <span className={clsx(way === "up" && "text-up", way === "down" && "text-down")}>
      <span aria-hidden>{marks[way]}</span>
      {percentage(value)}
    </span>
  );
}

const figure = (
  name: string, of: Name, px: number, show: (value: number | null) => string,
): GridColumn<Row> => ({
  name, px, number: true, value: (row) => row[of], cell: (row) => show(row[of]),
});
const change = (name: string, of: Name, px: number): GridColumn<Row> => ({
  name, px, number: true, value: (row) => row[of], cell: (row) => <Change value={row[of]} />,
});

type Watch = { isWatched: (symbol: string) => boolean; toggle: (symbol: string) => void };

export const columnsOf = ({ isWatched, toggle }: Watch): GridColumn<Row>[] => [
  {
    name: "Watch",
    px: 56,
    value: ({ symbol }) => isWatched(symbol),
    cell: ({ symbol }) => (
      <button
        type="button"
        tabIndex={-1}
        aria-pressed={isWatched(symbol)}
        aria-label={`Watch ${symbol}`}
        className="min-h-6 min-w-6 text-accent"
        onClick={() => toggle(symbol)}
      >
        {isWatched(symbol) ? "★" : "☆"}
      </button>
    ),
  },
  {
    name: "Symbol",
    px: 92,
    value: ({ symbol }) => symbol,
    cell: ({ symbol }) => (
      <Link className="underline" href={symbolLink(symbol)} prefetch={false} tabIndex={-1}>
        {symbol}
      </Link>
    ),
  },
  figure("Price", "price", 92, price),
  change("Change", "change_percent", 100),
  figure("Turnover", "dollar_volume", 136, whole),
  figure("Volume", "volume", 120, whole),
  figure("Bid", "bid", 104, price),
  figure("Ask", "ask", 104, price),
  figure("Spread, bps", "spread_bps", 104, rounded),
  figure("Volatility, %", "volatility_percent", 112, (value) => rounded(value, 3)),
  figure("RSI", "rsi", 72, rounded),
  figure("StochRSI K", "stochrsi_k", 104, rounded),
  figure("StochRSI D", "stochrsi_d", 104, rounded),
  change("Trend", "trend_percent", 96),
  figure("High", "high", 104, price),
  figure("Low", "low", 104, price),
  {
    name: "Held",
    px: 96,
    number: true,
    value: ({ held_qty }) => held_qty === null ? null : Number(held_qty),
    cell: ({ held_qty }) => quantity(held_qty),
  },
  {
    name: "Class",
    px: 104,
    value: (row) => (row.class === "crypto" ? "crypto" : "stock or fund"),
  },
  { name: "Tradable", px: 84, value: ({ tradable }) => (tradable ? "yes" : "no") },
];
export const hiddenAtFirst = ["Bid", "Ask", "StochRSI D", "High", "Low", "Class", "Tradable"];
