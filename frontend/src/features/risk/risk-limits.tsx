import { useQuery } from "@tanstack/react-query";
import { request } from "@/api/request";
import { Card } from "@/components/ui/card";
import { Profit } from "@/components/ui/amount";
import { Table } from "@/components/ui/table";
import type { Risk } from "@/contract/api";
import { words } from "@/lib/format";

const refreshMs = 5_000;

export function RiskLimits() {
  const { data, error } = useQuery({
    queryKey: ["risk"],
    queryFn: () => request<Risk>("GET", "/api/risk"),
    refetchInterval: refreshMs,
  });
  if (!data) return <Card title="Limits">{error?.message ?? "Asking…"}</Card>;
  return (
    <>
      <Card title="State">
        <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
          <dt className="text-soft">Halted</dt>
          <dd>{data.halted ? "yes: only exits pass" : "no"}</dd>
          <dt className="text-soft">Trading enabled</dt>
          <dd>{data.trading_enabled ? "yes" : "no"}</dd>
          <dt className="text-soft">Profit of the day (UTC)</dt>
          <dd>
            <Profit value={data.day_profit} />
          </dd>
          <dt className="text-soft">Open positions</dt>
          <dd className="num">{data.open_positions}</dd>
          <dt className="text-soft">Orders of unknown outcome</dt>
          <dd>{data.unknown_orders.join(", ") || "none"}</dd>
          <dt className="text-soft">In quarantine</dt>
          <dd>
            {data.quarantine.map((each) => `${each.symbol}: ${each.reason}`).join("; ") || "none"}
          </dd>
        </dl>
      </Card>
      <Card title="Limits">
        <Table
          label="Limits"
          tall
          rows={Object.entries(data.limits)}
          keyOf={([name]) => name}
          empty="No limits."
          columns={[
            { name: "Limit", cell: ([name]) => words(name) },
            { name: "At most", number: true, cell: ([, value]) => String(value) },
          ]}
        />
      </Card>
    </>
  );
}
