// What came of one run: its figures, its curve, its trades, and what it was asked for.
import dynamic from "next/dynamic";
import { useMemo } from "react";
import { Profit, Tile } from "@/components/ui/amount";
import { Card } from "@/components/ui/card";
import { Table, type Column } from "@/components/ui/table";
import type { BacktestFigures } from "@/contract/api";
import { useBacktest, type Trade, type Whole } from "@/features/backtests/backtest-data";
import { money, percent, quantity, rounded, whole, words } from "@/lib/format";
import { useMoment, type Moment } from "@/lib/moment";

const EquityChart = dynamic(() => import("@/components/charts/equity-chart"), {
  ssr: false,
  loading: () => <div className="h-80" />,
});

function Figures({ told }: { told: NonNullable<BacktestFigures> }) {
  const plain = (value: number | null | undefined) => percent(value).replace("+", "");
  const tiles = [
    ["Profit", <Profit key="profit" value={told.net_profit} />],
    ["Return", percent(told.return)],
    ["The market's return", percent(told.market_return)],
    ["Equity at the end", money(told.end_equity)],
    ["Most below its best", plain(told.max_drawdown_share)],
    ["Trades", whole(told.trades)],
    ["Won", plain(told.win_rate)],
    ["Profit factor", rounded(told.profit_factor)],
    ["Sharpe, of a year", rounded(told.sharpe)],
    ["Sortino, of a year", rounded(told.sortino)],
    ["Fees", money(told.fees)],
    ["Time in the market", plain(told.time_in_market)],
  ] as const;
  return (
    <div className="mb-3 grid grid-cols-2 gap-2 sm:grid-cols-4 xl:grid-cols-6">
      {tiles.map(([name, value]) => (
        <Tile key={name} name={name}>
          {value}
        </Tile>
      ))}
    </div>
  );
}

const columnsOf = (moment: Moment): Column<Trade>[] => [
  { name: "Opened", cell: ({ opened_at }) => moment(opened_at), csv: ({ opened_at }) => opened_at },
  { name: "Closed", cell: ({ closed_at }) => moment(closed_at), csv: ({ closed_at }) => closed_at },
  { name: "Symbol", cell: ({ symbol }) => symbol },
  { name: "Side", cell: ({ side }) => side },
  { name: "Bought", number: true, cell: ({ bought }) => quantity(bought), csv: ({ bought }) => bought },
  { name: "Paid", number: true, cell: ({ paid }) => money(paid), csv: ({ paid }) => paid },
  { name: "Received", number: true, cell: ({ received }) => money(received), csv: ({ received }) => received },
  { name: "Fees", number: true, cell: ({ fees }) => money(fees), csv: ({ fees }) => fees },
  { name: "Profit", number: true, cell: ({ profit }) => <Profit value={profit} />, csv: ({ profit }) => profit },
];

function Outcome({ run }: { run: Whole }) {
  const moment = useMoment();
  const columns = useMemo(() => columnsOf(moment), [moment]);
  const { result } = run;
  const lines = useMemo(() => {
    const curve = result?.curve ?? [];
    return {
      equity: curve.map(({ time, equity }) => ({ time, value: equity })),
      brought: [],
      // A share, drawn as a percentage.
      below: curve.map(({ time, drawdown }) => ({ time, value: String(-100 * (drawdown ?? 0)) })),
      belowUnit: "%",
    };
  }, [result]);
  if (!result)
    return (
      <p className={run.error ? "text-down" : "text-soft"}>
        {run.error?.message ?? `It is ${run.state}.`}
      </p>
    );
  return (
    <>
      <p className="mb-2 text-xs text-soft">
        {result.symbols?.join(", ")}; {moment(result.from)} to {moment(result.to)}
      </p>
      {result.figures && <Figures told={result.figures} />}
      <EquityChart key={run.id} lines={lines} />
      <Table
        label="Trades of the backtest"
        rows={result.trades}
        keyOf={({ symbol, opened_at }, index) => `${symbol} ${opened_at} ${index}`}
        empty="It made none."
        columns={columns}
      />
      {(result.trades_left_out ?? 0) > 0 && (
        <p className="text-xs text-soft">{whole(result.trades_left_out)} further trades are left out.</p>
      )}
    </>
  );
}

export function BacktestResult({ id }: { id: string }) {
  const { data, error } = useBacktest(id);
  const title = data
    ? `${words(data.strategy)}${data.name ? `, ${data.name}` : ""}: ${data.state}`
    : "Backtest";
  return (
    <Card title={title} name="Backtest">
      {error && <p className="text-down">{error.message}</p>}
      {data && <Outcome run={data} />}
      {data && (
        <details className="mt-2 text-xs text-soft">
          <summary className="min-h-6 cursor-pointer py-1">What was asked for</summary>
          <pre tabIndex={0} className="num overflow-x-auto">
            {JSON.stringify(data.asked, null, 1)}
          </pre>
        </details>
      )}
    </Card>
  );
}
