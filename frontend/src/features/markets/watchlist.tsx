import Link from "next/link";
import { useState } from "react";
import { Card } from "@/components/ui/card";
import { Choice, Field } from "@/components/ui/field";
import { Table, type Column } from "@/components/ui/table";
import { useWatched } from "@/features/markets/watched";
import { price } from "@/lib/format";
import { useHydrated } from "@/lib/hydrated";
import { isPair, symbolLink } from "@/lib/symbol";
import { isOneOf, useArranged } from "@/session/arrangement";
import { useStream } from "@/stream/store";

const classes = [
  ["all", "All"], ["stocks", "Stocks and funds"], ["crypto", "Crypto"], ["watched", "Watched"],
] as const;
type Class = (typeof classes)[number][0];
const isClass = isOneOf(classes.map(([each]) => each));

const Live = ({ symbol, side }: { symbol: string; side: "bid" | "ask" }) => {
  const value = useStream((state) => state.known.quotes[symbol]?.[side]);
  return <>{price(value)}</>;
};
const columns: Column<string>[] = [
  {
    name: "Symbol",
    cell: (symbol) => (
      <Link className="underline" href={symbolLink(symbol)} prefetch={false}>
        {symbol}
      </Link>
    ),
  },
  { name: "Bid", number: true, cell: (symbol) => <Live symbol={symbol} side="bid" /> },
  { name: "Ask", number: true, cell: (symbol) => <Live symbol={symbol} side="ask" /> },
];

// Every symbol that is traded; only the cells that change are drawn again.
export function Watchlist() {
  const symbols = useStream((state) => state.known.status?.symbols);
  const hydrated = useHydrated();
  const [which, setWhich] = useArranged<Class>("class of symbols", "all", isClass);
  const [text, setText] = useState("");
  const { watched } = useWatched();
  const belongs = (symbol: string) =>
    which === "all" ||
    (which === "watched" ? watched.includes(symbol) : isPair(symbol) === (which === "crypto"));
  const rows = (symbols ?? []).filter(
    (each) => each.includes(text.trim().toUpperCase()) && belongs(each),
  );
  return (
    <Card title="Symbols">
      <fieldset disabled={!hydrated} className="mb-2 grid grid-cols-2 gap-2">
        <Field label="Find" value={text} onChange={(event) => setText(event.target.value)} />
        <Choice label="Class" value={which} choices={classes} onPick={setWhich} />
      </fieldset>
      <Table
        label="Symbols"
        rows={rows}
        keyOf={(symbol) => symbol}
        empty="No symbol is named so."
        columns={columns}
      />
    </Card>
  );
}
