import { useRecords } from "@/api/records";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Chain } from "@/components/ui/chain";
import { Choice } from "@/components/ui/field";
import { words } from "@/lib/format";
import { useHydrated } from "@/lib/hydrated";
import { isOneOf, useArranged } from "@/session/arrangement";

const types = [
  "fill", "ack", "session", "configuration", "command", "operator_order", "decision", "intent",
  "cancel", "expire", "reject", "replace", "unknown", "resolved", "adjustment",
  "",
];
const isType = isOneOf(types);
const choices = types.map((each) => [each, each ? words(each) : "all, bars too"] as const);

// What the journal says, newest first.
export function JournalList() {
  const [type, setType] = useArranged("records of the journal", "fill", isType);
  const hydrated = useHydrated();
  const { records, error, isPending, isFetching, hasNextPage, fetchNextPage, refetch } =
    useRecords(type);
  return (
    <Card title="Journal, newest first">
      <fieldset disabled={!hydrated} className="mb-2 flex flex-wrap items-end gap-2">
        <Choice label="Records" value={type} choices={choices} onPick={setType} />
        <Button onClick={() => void refetch()}>Ask again</Button>
      </fieldset>
      {error && <p className="text-down">{error.message}</p>}
      {records.length === 0 && (
        <p className="text-soft">{isPending ? "Asking…" : "No such record in this run."}</p>
      )}
      <Chain records={records} />
      {hasNextPage && (
        <Button disabled={isFetching} onClick={() => void fetchNextPage()}>
          Older ones
        </Button>
      )}
    </Card>
  );
}
