import { useQueryClient } from "@tanstack/react-query";
import clsx from "clsx";
import { request } from "@/api/request";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Confirm } from "@/components/ui/confirm";
import { Profit } from "@/components/ui/amount";
import type { Risk } from "@/contract/api";
import { useRisk } from "@/features/risk/risk-data";
import { money, words } from "@/lib/format";
import { useMoment } from "@/lib/moment";
import { useMay } from "@/session/session";

function Quarantine({ quarantine }: Pick<Risk, "quarantine">) {
  const may = useMay("trader");
  const client = useQueryClient();
  if (quarantine.length === 0) return "none";
  return quarantine.map(({ symbol, reason }) => (
    <div key={symbol}>
      {symbol}: {words(reason)}{" "}
      {may && (
        <Confirm
          trigger={<Button look="link">Release</Button>}
          title={`Release ${symbol} from quarantine?`}
          action={`Release ${symbol}`}
          onConfirm={async () => {
            const body = { symbol, reason: "from the web page" };
            await request("POST", "/api/risk/release", { body });
            await client.invalidateQueries({ queryKey: ["risk"] });
          }}
        >
          Its orders pass again. Look first whether the venue and the books agree.
        </Confirm>
      )}
    </div>
  ));
}

const drawdownSteps: Record<NonNullable<Risk["drawdown"]>["state"], string> = {
  none: "below every limit",
  warning: "warned of",
  reducing: "only what reduces positions passes",
  halted: "halted by it",
};

export function RiskState() {
  const { data, error } = useRisk();
  const moment = useMoment();
  if (!data) {
    return (
      <Card title="State" className="min-h-80">
        {error?.message ?? "Asking…"}
      </Card>
    );
  }
  const { drawdown } = data;
  const state = data.state ?? "risk does not answer";
  const facts = [
    [
      "State",
      <b key="state" className={clsx(state === "active" ? "text-up" : "text-down")}>
        {state}
      </b>,
    ],
    ["Halted", data.halted ? "yes: only exits pass" : "no"],
    ["Trading enabled", data.trading_enabled ? "yes" : "no"],
    ["Profit of the day", <Profit key="profit" value={data.day_profit} />],
    [
      "Drawdown",
      drawdown
        ? `${drawdownSteps[drawdown.state]}: equity ${money(drawdown.equity)}, ` +
          `at its highest ${money(drawdown.highest_equity)}`
        : "–",
    ],
    ["Account told by the venue", data.account_stale ? "too long ago" : "in time"],
    ["Open positions", data.open_positions],
    ["Orders of unknown outcome", data.unknown_orders.join(", ") || "none"],
    ["In quarantine", <Quarantine key="quarantine" quarantine={data.quarantine} />],
    ["Measured at", moment(data.measured_at)],
  ] as const;
  return (
    <Card title="State">
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
        {facts.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-soft">{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
