import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Confirm } from "@/components/ui/confirm";
import { Differences } from "@/components/ui/differences";
import { Choice, Field } from "@/components/ui/field";
import type { Strategy } from "@/contract/api";
import {
  changeOf, differences, firstWrong, shown, universe, valueIn,
  type Parameter, type Typed,
} from "@/features/strategies/parameter-model";
import { useChange } from "@/features/strategies/strategy-data";
import { words } from "@/lib/format";
import { useHydrated } from "@/lib/hydrated";

const switches = [["on", "On"], ["off", "Off"]] as const;

type InputProps = { of: Parameter; typed: Typed; onType: (text: string) => void };

function Input({ of, typed, onType }: InputProps) {
  const value = valueIn(typed, of);
  const label = words(of.name) + (of.unit ? `, ${of.unit}` : "");
  const range = of.type === "on_off" ? "" : `, ${of.min} to ${of.max}`;
  return (
    <div>
      {of.type === "on_off" ? (
        <Choice label={label} value={value as "on" | "off"} choices={switches} onPick={onType} />
      ) : (
        <Field
          label={label}
          inputMode="decimal"
          autoComplete="off"
          className="num"
          value={value}
          onChange={(event) => onType(event.target.value)}
        />
      )}
      <p className="mt-0.5 text-xs text-soft">
        {of.meaning} ({shown(of.default)} by default{range})
      </p>
    </div>
  );
}

// Begins with what runs; keeps what is typed until it is sent or taken back.
export function ParameterForm({ strategy, may }: { strategy: Strategy; may: boolean }) {
  const [typed, setTyped] = useState<Typed>({});
  const [reason, setReason] = useState("");
  const hydrated = useHydrated();
  const change = useChange(strategy.name);
  const told = differences(strategy, typed);
  const wrong = firstWrong(strategy, typed);
  const clear = () => {
    setTyped({});
    setReason("");
  };
  const type = (name: string) => (text: string) => setTyped((now) => ({ ...now, [name]: text }));
  return (
    <>
      <fieldset
        disabled={!hydrated || !may || !strategy.running}
        className="grid gap-x-4 gap-y-3 sm:grid-cols-2 xl:grid-cols-3"
        data-testid="parameters"
      >
        {strategy.parameters.map((each) => (
          <Input key={each.name} of={each} typed={typed} onType={type(each.name)} />
        ))}
        <div>
          <Field
            label="universe"
            autoComplete="off"
            value={typed[universe] ?? strategy.universe}
            onChange={(event) => type(universe)(event.target.value)}
          />
          <p className="mt-0.5 text-xs text-soft">
            What it may enter; empty is all. Symbols, watchlist:NAME, crypto, us_equity, price&gt;=N
          </p>
        </div>
        <Field
          label="Reason, for the journal"
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </fieldset>
      <Differences told={told} />
      <p role="status" className="min-h-5 text-xs text-down">
        {wrong}
      </p>
      {may && strategy.running && (
        <div className="flex gap-2">
          <Confirm
            trigger={
              <Button look="main" disabled={!hydrated || told.length === 0 || wrong !== ""}>
                Change while it runs
              </Button>
            }
            title={`Change ${words(strategy.name)}?`}
            action={`Change ${told.length} of it`}
            onConfirm={() =>
              change(changeOf(strategy, typed, reason || "from the web page")).then(clear)
            }
          >
            <Differences told={told} />
            From the next candle on, until it is changed again. Exits by trail and by time begin anew.
          </Confirm>
          <Button disabled={told.length === 0} onClick={clear}>
            Take back
          </Button>
        </div>
      )}
    </>
  );
}
