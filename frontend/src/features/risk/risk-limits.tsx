// The limits as they are, to be changed by whoever may: as they are typed, until they are changed again.
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { request } from "@/api/request";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Confirm } from "@/components/ui/confirm";
import { Differences } from "@/components/ui/differences";
import { Field } from "@/components/ui/field";
import { useRisk } from "@/features/risk/risk-data";
import { words } from "@/lib/format";
import { useHydrated } from "@/lib/hydrated";
import { useMay } from "@/session/session";

const decimal = /^[0-9]+(\.[0-9]+)?$/;

export function RiskLimits() {
  const { data, error } = useRisk();
  const client = useQueryClient();
  const may = useMay("admin");
  const hydrated = useHydrated();
  const [typed, setTyped] = useState<Record<string, string>>({});
  if (!data) return <Card title="Limits">{error?.message ?? "Asking…"}</Card>;
  const told = Object.entries(data.limits)
    .map(([name, value]) => ({ name, from: String(value), to: (typed[name] ?? String(value)).trim() }))
    .filter(({ from, to }) => from !== to);
  const wrong = told.find(({ to }) => !decimal.test(to));
  const send = async () => {
    const changes = Object.fromEntries(told.map(({ name, to }) => [name, to]));
    const body = { ...changes, reason: "from the web page" };
    await request("PATCH", "/api/risk/limits", { body });
    setTyped({});
    await client.invalidateQueries({ queryKey: ["risk"] });
  };
  return (
    <Card title="Limits">
      <fieldset
        disabled={!hydrated || !may}
        className="grid grid-cols-2 gap-2 md:grid-cols-3 xl:grid-cols-5"
        data-testid="limits"
      >
        {Object.entries(data.limits).map(([name, value]) => (
          <Field
            key={name}
            label={words(name) + (data.limits_changed.includes(name) ? " (changed)" : "")}
            inputMode="decimal"
            autoComplete="off"
            className="num"
            value={typed[name] ?? String(value)}
            onChange={(event) => setTyped((now) => ({ ...now, [name]: event.target.value }))}
          />
        ))}
      </fieldset>
      <Differences told={told} />
      <p role="status" className="min-h-5 text-xs text-down">
        {wrong && `${words(wrong.name)}: a decimal number is needed`}
      </p>
      {may && (
        <div className="flex gap-2">
          <Confirm
            trigger={
              <Button look="main" disabled={!hydrated || told.length === 0 || wrong !== undefined}>
                Change limits
              </Button>
            }
            title="Change limits?"
            action={`Change ${told.length} limits`}
            danger
            onConfirm={send}
          >
            <Differences told={told} />
            At once, over restarts too, until they are changed again.
          </Confirm>
          <Button disabled={told.length === 0} onClick={() => setTyped({})}>
            Take back
          </Button>
        </div>
      )}
    </Card>
  );
}
