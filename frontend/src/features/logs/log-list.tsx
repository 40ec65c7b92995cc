// What the runtime says of itself, newest first, as it happens; a pause holds the list still.
import clsx from "clsx";
import { useId, useMemo, useState } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Choice, Field } from "@/components/ui/field";
import { Table, type Column } from "@/components/ui/table";
import type { LogLine } from "@/contract/api";
import { useLines } from "@/features/logs/log-data";
import { about, jsonLines, member, values } from "@/features/logs/log-model";
import { saveAs } from "@/lib/csv";
import { whole, words } from "@/lib/format";
import { useHydrated } from "@/lib/hydrated";
import { useMoment, type Moment } from "@/lib/moment";
import { isOneOf, useArranged } from "@/session/arrangement";
import { useMay } from "@/session/session";

const levels = [
  ["debug", "All"], ["info", "Info and worse"], ["warning", "Warnings and worse"],
  ["error", "Errors and worse"], ["critical", "Critical"],
] as const;
type Level = (typeof levels)[number][0];
const isLevel = isOneOf(levels.map(([each]) => each));
const marks = { debug: "", info: "", warning: "▲ ", error: "■ ", critical: "■ " };

const columnsOf = (moment: Moment): Column<LogLine>[] => [
  { name: "Time", cell: ({ line }) => moment(line.ts), csv: ({ line }) => line.ts },
  {
    name: "Level",
    cell: ({ line: { level } }) => (
      <span
        className={clsx(
          level === "warning" && "text-warn",
          (level === "error" || level === "critical") && "text-down",
        )}
      >
        {marks[level]}
        {level}
      </span>
    ),
    csv: ({ line }) => line.level,
  },
  { name: "Event", cell: ({ line }) => words(line.event), csv: ({ line }) => line.event },
  { name: "Role", cell: (line) => member(line, "role") },
  {
    name: "About",
    cell: (line) => (
      <span className="num block min-w-80 text-xs wrap-anywhere whitespace-normal">{about(line)}</span>
    ),
    csv: about,
  },
  { name: "Line", number: true, cell: ({ seq }) => seq },
];

type SuggestedProps = { label: string; value: string; from: string[]; onType: (text: string) => void };
function Suggested({ label, value, from, onType }: SuggestedProps) {
  const id = useId();
  return (
    <>
      <Field
        label={label}
        list={id}
        autoComplete="off"
        value={value}
        onChange={(event) => onType(event.target.value)}
      />
      <datalist id={id}>
        {from.map((each) => (
          <option key={each} value={each} />
        ))}
      </datalist>
    </>
  );
}

function Lines() {
  const hydrated = useHydrated();
  const moment = useMoment();
  const [level, setLevel] = useArranged<Level>("level of the log", "debug", isLevel);
  const [typed, setTyped] = useState({ event: "", role: "", text: "" });
  const [follows, setFollows] = useState(true);
  const { lines, data, error, isPending, hasNextPage, isFetching, fetchNextPage } = useLines(
    { level, ...typed }, follows,
  );
  const columns = useMemo(() => columnsOf(moment), [moment]);
  const type = (what: Partial<typeof typed>) => setTyped((now) => ({ ...now, ...what }));
  const first = data?.pages[0];
  return (
    <Card title="Log, newest first">
      <fieldset disabled={!hydrated} className="mb-2 grid grid-cols-2 items-end gap-2 sm:flex sm:flex-wrap">
        <Choice label="Level" value={level} choices={levels} onPick={setLevel} />
        <Suggested
          label="Event"
          value={typed.event}
          from={values(lines, "event")}
          onType={(event) => type({ event })}
        />
        <Suggested
          label="Role"
          value={typed.role}
          from={values(lines, "role")}
          onType={(role) => type({ role })}
        />
        <Field
          label="Text"
          autoComplete="off"
          value={typed.text}
          onChange={(event) => type({ text: event.target.value })}
        />
        <Button aria-pressed={!follows} onClick={() => setFollows(!follows)}>
          {follows ? "Pause" : "Paused: follow again"}
        </Button>
        <Button
          disabled={lines.length === 0}
          onClick={() => saveAs("log.jsonl", jsonLines(lines), "application/x-ndjson")}
        >
          JSON lines
        </Button>
      </fieldset>
      {error && <p className="text-down">{error.message}</p>}
      <Table
        label="Log"
        tall
        rows={lines}
        keyOf={({ seq }) => String(seq)}
        empty={isPending ? "Asking…" : "No such line is kept."}
        columns={columns}
      />
      {hasNextPage && (
        <Button disabled={isFetching} onClick={() => void fetchNextPage()}>
          Older ones
        </Button>
      )}
      {first && (
        <p className="text-xs text-soft">
          Of the process that answers; {whole(first.forgotten)} older lines have fallen out, and its
          file never got {whole(first.given_up)}.
        </p>
      )}
    </Card>
  );
}

export function LogList() {
  return useMay("admin") ? <Lines /> : <p className="text-soft">Only an admin reads the log.</p>;
}
