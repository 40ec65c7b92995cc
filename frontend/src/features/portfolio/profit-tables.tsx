import { Card } from "@/components/ui/card";
import { Profit } from "@/components/ui/amount";
import { Table, type Column } from "@/components/ui/table";
import type { StrategyProfit, SymbolProfit } from "@/contract/api";
import { steps } from "@/features/portfolio/curve";
import {
  useHistory, useStrategyProfits, useSymbolProfits,
} from "@/features/portfolio/portfolio-data";
import { money, words } from "@/lib/format";
import { useMoment } from "@/lib/moment";

type Row = StrategyProfit | SymbolProfit;
const profit = (name: string, of: (row: Row) => string): Column<Row> => ({
  name,
  number: true,
  cell: (row) => <Profit value={of(row)} />,
  csv: of,
});
const figures: Column<Row>[] = [
  profit("Day", (row) => row.day_pl),
  profit("Realised", (row) => row.realized_pl),
  profit("Open", (row) => row.unrealized_pl),
  profit("In all", (row) => row.total_pl),
  { name: "Value", number: true, cell: (row) => money(row.market_value), csv: (row) => row.market_value },
  { name: "Fees", number: true, cell: (row) => money(row.fees), csv: (row) => row.fees },
  { name: "Executions", number: true, cell: (row) => row.executions },
];

export function ByStrategy() {
  const { data, error } = useStrategyProfits();
  return (
    <Card title="Profit by strategy">
      <Table
        label="Profit by strategy"
        rows={data?.items ?? []}
        keyOf={({ strategy }) => strategy}
        empty={error?.message ?? "Nothing was traded yet."}
        columns={[
          { name: "Strategy", cell: ({ strategy }) => words(strategy) },
          ...(figures as Column<StrategyProfit>[]),
        ]}
      />
    </Card>
  );
}

export function BySymbol() {
  const { data, error } = useSymbolProfits();
  return (
    <Card title="Profit by symbol">
      <Table
        label="Profit by symbol"
        rows={data?.items ?? []}
        keyOf={({ symbol }) => symbol ?? ""}
        empty={error?.message ?? "Nothing was traded yet."}
        columns={[
          { name: "Symbol", cell: ({ symbol }) => symbol ?? "of the account" },
          ...(figures as Column<SymbolProfit>[]),
        ]}
      />
    </Card>
  );
}

export function ByDay() {
  const { points, error } = useHistory("1D");
  const moment = useMoment();
  return (
    <Card title="Profit by day">
      <Table
        label="Profit by day"
        rows={steps(points)}
        keyOf={({ time }) => time}
        empty={error?.message ?? "No day has passed yet."}
        columns={[
          { name: "Until", cell: ({ time }) => moment(time), csv: ({ time }) => time },
          { name: "Profit", number: true, cell: (row) => <Profit value={row.profit} />, csv: (row) => row.profit },
          { name: "Equity", number: true, cell: (row) => money(row.equity), csv: (row) => row.equity },
        ]}
      />
    </Card>
  );
}
