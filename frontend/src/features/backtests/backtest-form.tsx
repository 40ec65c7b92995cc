// Asks for a backtest. The same key until the server has answered or something else is asked for: a second
// press is no second run.
import { useRef, useState } from "react";
import { request } from "@/api/request";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Choice, Field } from "@/components/ui/field";
import { useAskAgain, useKnownStrategies } from "@/features/backtests/backtest-data";
import {
  emptyWish, orderOf, settingNames, wrongWith, type Wish,
} from "@/features/backtests/backtest-model";
import { words } from "@/lib/format";
import { useHydrated } from "@/lib/hydrated";
import { makeIdempotencyKey } from "@/lib/idempotency-key";
import { useMay } from "@/session/session";

const switches = [["", "as it is"], ["on", "on"], ["off", "off"]] as const;

function Parameters({ wish, change }: { wish: Wish; change: (what: Partial<Wish>) => void }) {
  const { data } = useKnownStrategies();
  const strategy = data?.items.find(({ name }) => name === wish.strategy);
  const set = (name: string, text: string) =>
    change({ parameters: { ...wish.parameters, [name]: text } });
  return (
    <details className="text-xs text-soft">
      <summary className="min-h-6 cursor-pointer py-1">Parameters and settings</summary>
      <div className="grid grid-cols-2 gap-2 sm:grid-cols-3 xl:grid-cols-5">
        {strategy?.parameters.map(({ name, type, value }) =>
          type === "on_off" ? (
            <Choice
              key={name}
              label={words(name)}
              value={(wish.parameters[name] ?? "") as "" | "on" | "off"}
              choices={switches}
              onPick={(text) => set(name, text)}
            />
          ) : (
            <Field
              key={name}
              label={words(name)}
              inputMode="decimal"
              autoComplete="off"
              className="num"
              placeholder={String(value)}
              value={wish.parameters[name] ?? ""}
              onChange={(event) => set(name, event.target.value)}
            />
          ),
        )}
        {settingNames.map(([key, name]) => (
          <Field
            key={key}
            label={name}
            inputMode="decimal"
            autoComplete="off"
            className="num"
            placeholder="as configured"
            value={wish.settings[key] ?? ""}
            onChange={(event) =>
              change({ settings: { ...wish.settings, [key]: event.target.value } })
            }
          />
        ))}
      </div>
    </details>
  );
}

const texts = [
  ["name", "Experiment", "none"], ["symbols", "Symbols", "as configured"],
  ["files", "CSV files", "none: the journal"],
] as const;
const times = [["from", "From (UTC)"], ["to", "Up to (UTC)"]] as const;

function Form() {
  const hydrated = useHydrated();
  const { data } = useKnownStrategies();
  const askAgain = useAskAgain();
  const [wish, setWish] = useState<Wish>(emptyWish);
  const [pending, setPending] = useState(false);
  const [said, setSaid] = useState({ begun: "", refused: "" });
  const key = useRef("");
  const change = (what: Partial<Wish>) => {
    key.current = "";
    setWish((now) => ({ ...now, ...what }));
  };
  const strategy = data?.items.find(({ name }) => name === wish.strategy);
  const wrong = wrongWith(wish, strategy);
  const send = async () => {
    if (!strategy || pending) return;
    key.current ||= makeIdempotencyKey();
    setPending(true);
    setSaid({ begun: "", refused: "" });
    try {
      const { id } = await request<{ id: string }>("POST", "/api/backtest", {
        body: orderOf(wish, strategy),
        idempotencyKey: key.current,
      });
      key.current = "";
      setSaid({ begun: `Backtest ${id} waits or runs.`, refused: "" });
      await askAgain();
    } catch (failed) {
      setSaid({ begun: "", refused: (failed as Error).message });
    } finally {
      setPending(false);
    }
  };
  const names = ["", ...(data?.items.map(({ name }) => name) ?? [])].map(
    (each) => [each, each ? words(each) : "–"] as const,
  );
  return (
    <Card title="New backtest">
      <fieldset disabled={!hydrated} className="grid gap-2">
        <div className="grid grid-cols-2 gap-2 sm:grid-cols-3 xl:grid-cols-6">
          <Choice
            label="Strategy"
            value={wish.strategy}
            choices={names}
            onPick={(name) => change({ strategy: name, parameters: {} })}
          />
          {texts.map(([name, label, placeholder]) => (
            <Field
              key={name}
              label={label}
              autoComplete="off"
              placeholder={placeholder}
              value={wish[name]}
              onChange={(event) => change({ [name]: event.target.value })}
            />
          ))}
          {times.map(([name, label]) => (
            <Field
              key={name}
              label={label}
              type="datetime-local"
              value={wish[name]}
              onChange={(event) => change({ [name]: event.target.value })}
            />
          ))}
        </div>
        <Parameters wish={wish} change={change} />
        <div className="flex flex-wrap items-center gap-3">
          <Button
            look="main"
            disabled={wrong !== "" || pending}
            onClick={() => void send()}
          >
            {pending ? "Sending…" : "Test it"}
          </Button>
          <p className="text-xs text-soft">
            {wrong || "On this run's journal, or on CSV files of the server's folder. No order is sent."}
          </p>
        </div>
      </fieldset>
      <p role="status" className="text-xs text-up">{said.begun}</p>
      <p role="alert" className="text-xs text-down">{said.refused}</p>
    </Card>
  );
}

export function BacktestForm() {
  return useMay("trader") ? <Form /> : null;
}
