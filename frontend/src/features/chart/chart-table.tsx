import { useState } from "react";
import { Table } from "@/components/ui/table";
import { useChartData } from "@/features/chart/chart-data";
import { price, quantity } from "@/lib/format";
import { useMoment } from "@/lib/moment";

const shown = 50;

function LatestCandles({ symbol }: { symbol: string }) {
  const { data } = useChartData(symbol);
  const moment = useMoment();
  const rows = (data?.bars ?? []).slice(-shown).reverse();
  return (
    <Table
      label={`Candles of ${symbol}`}
      rows={rows}
      keyOf={(bar) => bar.t}
      empty="No candles yet."
      columns={[
        { name: "Start", cell: (bar) => moment(bar.t) },
        { name: "Open", number: true, cell: (bar) => price(bar.o) },
        { name: "High", number: true, cell: (bar) => price(bar.h) },
        { name: "Low", number: true, cell: (bar) => price(bar.l) },
        { name: "Close", number: true, cell: (bar) => price(bar.c) },
        { name: "Volume", number: true, cell: (bar) => quantity(bar.v) },
      ]}
    />
  );
}

// The chart, to be read: the latest candles, made when somebody opens them.
export function ChartTable({ symbol }: { symbol: string }) {
  const [open, setOpen] = useState(false);
  return (
    <details className="mt-2" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="min-h-6 text-sm">The latest candles as a table</summary>
      {open && <LatestCandles symbol={symbol} />}
    </details>
  );
}
