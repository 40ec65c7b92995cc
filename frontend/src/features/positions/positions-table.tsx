import Link from "next/link";
import { request } from "@/api/request";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Confirm } from "@/components/ui/confirm";
import { Profit } from "@/components/ui/amount";
import { Table, type Column } from "@/components/ui/table";
import type { Position } from "@/contract/api";
import { money, percent, price, quantity } from "@/lib/format";
import { symbolLink } from "@/lib/symbol";
import { useMay } from "@/session/session";
import { useStream } from "@/stream/store";

function Close({ held }: { held: Position }) {
  const mode = useStream((state) => state.known.status?.mode ?? "");
  const path = `/api/positions/${encodeURIComponent(held.symbol)}`;
  return (
    <Confirm
      trigger={<Button look="link">Close</Button>}
      title={`Close ${held.symbol}?`}
      action={`Close ${held.symbol} (${mode})`}
      danger
      onConfirm={() => request("DELETE", path)}
    >
      Sells {quantity(held.qty)} {held.symbol} at the market, now worth about{" "}
      {money(held.market_value)} USD.
    </Confirm>
  );
}

const columns: Column<Position>[] = [
  {
    name: "Symbol",
    cell: (held) => (
      <Link className="underline" href={symbolLink(held.symbol)} prefetch={false}>
        {held.symbol}
      </Link>
    ),
    csv: (held) => held.symbol,
  },
  { name: "Quantity", number: true, cell: (held) => quantity(held.qty), csv: (held) => held.qty },
  { name: "Entry", number: true, cell: (held) => price(held.avg_entry_price), csv: (held) => held.avg_entry_price },
  { name: "Price", number: true, cell: (held) => price(held.current_price), csv: (held) => held.current_price },
  { name: "Value", number: true, cell: (held) => money(held.market_value), csv: (held) => held.market_value },
  { name: "Open profit", number: true, cell: (held) => <Profit value={held.unrealized_pl} />, csv: (held) => held.unrealized_pl },
  { name: "Of cost", number: true, cell: (held) => percent(held.unrealized_plpc), csv: (held) => held.unrealized_plpc },
];

const exit: Column<Position> = { name: "Exit", action: true, cell: (held) => <Close held={held} /> };
const withExit = [...columns, exit];

export function PositionsTable() {
  const positions = useStream((state) => state.known.positions);
  const may = useMay("trader");
  const rows = Object.values(positions)
    .filter((held) => Number(held.qty) !== 0)
    .sort((one, other) => one.symbol.localeCompare(other.symbol));
  return (
    <Card title={`Positions (${rows.length})`} name="Positions">
      <Table
        label="Positions"
        columns={may ? withExit : columns}
        rows={rows}
        keyOf={(held) => held.symbol}
        empty="Nothing is held."
      />
    </Card>
  );
}
