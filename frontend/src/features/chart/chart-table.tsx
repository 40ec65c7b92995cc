import { Table } from "@/components/ui/table";
import { useChartData } from "@/features/chart/chart-data";
import { price, quantity } from "@/lib/format";
import { useMoment } from "@/lib/moment";

const shown = 50;

// The chart, to be read: the latest candles.
export function ChartTable({ symbol }: { symbol: string }) {
  const { data } = useChartData(symbol);
  const moment = useMoment();
  const rows = (data?.bars ?? []).slice(-shown).reverse();
  return (
    <details className="mt-2">
      <summary className="min-h-6 text-sm">The latest candles as a table</summary>
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
    </details>
  );
}
