import clsx from "clsx";
import Link from "next/link";
import { Card } from "@/components/ui/card";
import { Table } from "@/components/ui/table";
import type { Strategy } from "@/contract/api";
import { words } from "@/lib/format";

export const stateOf = ({ running, enabled }: Strategy) =>
  !running ? "not configured" : enabled ? "running" : "stopped";

export function State({ of }: { of: Strategy }) {
  return <span className={clsx(of.enabled ? "text-up" : "text-soft")}>{stateOf(of)}</span>;
}

export function StrategiesList({ all, chosen }: { all: Strategy[]; chosen: string }) {
  return (
    <Card title="Strategies">
      <Table
        label="Strategies"
        rows={all}
        keyOf={({ name }) => name}
        empty="No strategies."
        columns={[
          {
            name: "Strategy",
            cell: ({ name }) => (
              <Link
                href={`/strategies/?id=${encodeURIComponent(name)}`}
                prefetch={false}
                aria-current={name === chosen ? "true" : undefined}
                className="underline aria-[current=true]:font-semibold"
              >
                {words(name)}
              </Link>
            ),
          },
          { name: "State", cell: (each) => <State of={each} /> },
          { name: "Symbols", number: true, cell: (each) => each.symbols.length },
          { name: "Candle", number: true, cell: (each) => `${each.candle_minutes} min` },
          { name: "Warm-up", number: true, cell: (each) => `${each.warm_up_candles} candles` },
        ]}
      />
    </Card>
  );
}
