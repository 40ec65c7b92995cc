// Every symbol with its figures of the last day, to be filtered, sorted and opened.
import { useRouter } from "next/navigation";
import { useMemo, useState } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Choice, Field } from "@/components/ui/field";
import { Grid } from "@/components/grid/grid";
import { columnsOf, hiddenAtFirst } from "@/features/markets/screener-columns";
import { useScreener } from "@/features/markets/screener-data";
import {
  classes, figures, isRanges, shares, wantedRows, wrongIn, type Class, type Ranges, type Share,
} from "@/features/markets/screener-model";
import { useWatched } from "@/features/markets/watched";
import { useHydrated } from "@/lib/hydrated";
import { symbolLink } from "@/lib/symbol";
import { isOneOf, useArranged } from "@/session/arrangement";

const isClass = isOneOf(classes.map(([each]) => each));
const isShare = isOneOf(shares.map(([each]) => each));
const noRanges: Ranges = {};
const initial = { name: "Turnover", falling: true };

function ClassTabs({ value, onPick }: { value: Class; onPick: (value: Class) => void }) {
  return (
    <div className="flex gap-1" role="group" aria-label="Which class">
      {classes.map(([each, name]) => (
        <Button
          key={each}
          look="link"
          aria-pressed={value === each}
          className={value === each ? "font-bold" : undefined}
          onClick={() => onPick(each)}
        >
          {name}
        </Button>
      ))}
    </div>
  );
}

function RangeFields({ ranges, onChange }: { ranges: Ranges; onChange: (next: Ranges) => void }) {
  return (
    <details className="mb-2 text-xs text-soft">
      <summary className="min-h-6 cursor-pointer py-1">
        Ranges{Object.values(ranges).some(Boolean) ? " (some are set)" : ""}
      </summary>
      <div className="grid grid-cols-2 gap-2 sm:grid-cols-4 lg:grid-cols-6">
        {figures.flatMap(([figure, name]) =>
          ["from", "to"].map((end) => (
            <Field
              key={`${figure} ${end}`}
              label={`${name} ${end}`}
              inputMode="decimal"
              autoComplete="off"
              className="num"
              value={ranges[`${figure} ${end}`] ?? ""}
              onChange={(event) => onChange({ ...ranges, [`${figure} ${end}`]: event.target.value })}
            />
          )),
        )}
      </div>
      <Button look="link" onClick={() => onChange(noRanges)}>
        Clear the ranges
      </Button>
    </details>
  );
}

export function Screener() {
  const router = useRouter();
  const hydrated = useHydrated();
  const { data, error, isPending } = useScreener();
  const [kind, setKind] = useArranged<Class>("class of the screener", "all", isClass);
  const [share, setShare] = useArranged<Share>("share of the screener", "all", isShare);
  const [ranges, setRanges] = useArranged<Ranges>("ranges of the screener", noRanges, isRanges);
  const [text, setText] = useState("");
  const { watched, toggle } = useWatched();
  const rows = useMemo(
    () => wantedRows(data ?? [], { text, kind, share, ranges, watched }),
    [data, text, kind, share, ranges, watched],
  );
  const columns = useMemo(() => {
    const set = new Set(watched);
    return columnsOf({ isWatched: (symbol) => set.has(symbol), toggle });
    // `toggle` is made of the same list.
  }, [watched]);
  const nothing = isPending ? "Asking…" : "No symbol is as asked.";
  return (
    <Card title="Screener" aside={<ClassTabs value={kind} onPick={setKind} />}>
      <fieldset disabled={!hydrated} className="mb-1 flex flex-wrap items-end gap-2">
        <Field label="Find" value={text} onChange={(event) => setText(event.target.value)} />
        <Choice label="Show" value={share} choices={shares} onPick={setShare} />
        <p className="num pb-2 text-xs text-soft" data-testid="counted">
          {rows.length} of {data?.length ?? 0} symbols
        </p>
      </fieldset>
      <RangeFields ranges={ranges} onChange={setRanges} />
      <p role="alert" className="text-xs text-down">
        {error?.message ?? wrongIn(ranges)}
      </p>
      <Grid
        label="Screener"
        columns={columns}
        rows={rows}
        keyOf={({ symbol }) => symbol}
        initial={initial}
        hiddenAtFirst={hiddenAtFirst}
        empty={nothing}
        onOpen={({ symbol }) => router.push(symbolLink(symbol))}
        keys={{ w: ({ symbol }) => toggle(symbol) }}
      />
      <p className="text-xs text-soft">
        Of the last day of market time; indicators of one-minute bars. Enter opens a row, w watches
        it.
      </p>
    </Card>
  );
}
