import Link from "next/link";
import { useMemo } from "react";
import { request } from "@/api/request";
import { Bar } from "@/components/ui/bar";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Confirm } from "@/components/ui/confirm";
import { Table, type Column } from "@/components/ui/table";
import type { Backtest } from "@/contract/api";
import { backtestPath, isUnderWay, useAskAgain, useBacktests } from "@/features/backtests/backtest-data";
import { percent, signedMoney, whole, words } from "@/lib/format";
import { useMoment, type Moment } from "@/lib/moment";
import { useMay } from "@/session/session";

function Stop({ id, strategy }: Backtest) {
  const askAgain = useAskAgain();
  return (
    <Confirm
      trigger={<Button look="link">Stop</Button>}
      title="Stop this backtest?"
      action="Stop the backtest"
      danger
      onConfirm={async () => {
        await request("DELETE", backtestPath(id));
        await askAgain();
      }}
    >
      The one of {words(strategy)}; what it has computed is lost.
    </Confirm>
  );
}

const columnsOf = (moment: Moment, may: boolean): Column<Backtest>[] => [
  {
    name: "Begun",
    cell: ({ id, created_at }) => (
      <Link className="underline" href={`/backtests/?id=${encodeURIComponent(id)}`} prefetch={false}>
        {moment(created_at)}
      </Link>
    ),
    csv: ({ created_at }) => created_at,
  },
  { name: "Strategy", cell: ({ strategy }) => words(strategy) },
  { name: "Experiment", cell: ({ name }) => name },
  {
    name: "State",
    cell: (each) =>
      each.state === "running" ? (
        <>
          <Bar part={each.progress} /> {percent(each.progress).replace("+", "")}
        </>
      ) : (
        <span className={each.state === "failed" ? "text-down" : undefined}>
          {each.state}
          {each.error?.message ? `: ${each.error.message}` : ""}
        </span>
      ),
    csv: ({ state }) => state,
  },
  {
    name: "Profit", number: true,
    cell: ({ figures }) => signedMoney(figures?.net_profit), csv: ({ figures }) => figures?.net_profit,
  },
  {
    name: "Return", number: true,
    cell: ({ figures }) => percent(figures?.return), csv: ({ figures }) => figures?.return,
  },
  {
    name: "Trades", number: true,
    cell: ({ figures }) => whole(figures?.trades), csv: ({ figures }) => figures?.trades,
  },
  {
    name: "Most below its best", number: true,
    cell: ({ figures }) => percent(figures?.max_drawdown_share).replace("+", ""),
    csv: ({ figures }) => figures?.max_drawdown_share,
  },
  { name: "Who", cell: ({ who }) => who },
  {
    name: "Do", action: true,
    cell: (each) => (may && isUnderWay(each) ? <Stop {...each} /> : null),
  },
];

export function BacktestsTable() {
  const { data, error, isPending } = useBacktests();
  const moment = useMoment();
  const may = useMay("trader");
  const columns = useMemo(() => columnsOf(moment, may), [moment, may]);
  return (
    <Card title="Backtests, newest first" name="Backtests">
      {error && <p className="text-down">{error.message}</p>}
      <Table
        label="Backtests"
        rows={data?.items ?? []}
        keyOf={({ id }) => id}
        empty={isPending ? "Asking…" : "There are none yet."}
        columns={columns}
      />
    </Card>
  );
}
