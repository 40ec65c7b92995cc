import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Table } from "@/components/ui/table";
import { useChanges } from "@/features/strategies/strategy-data";
import { words } from "@/lib/format";
import { useMoment } from "@/lib/moment";

const spelled = (changes: string) =>
  changes.split(" ").slice(1).map((each) => words(each).replace("=", " → ")).join(", ");

export function ChangeHistory({ name }: { name: string }) {
  const { changes, hasNextPage, fetchNextPage, error } = useChanges(name);
  const moment = useMoment();
  return (
    <Card title={`Changes of ${words(name)}`} name="Changes">
      {error && <p className="text-down">{error.message}</p>}
      <Table
        label="Changes"
        rows={changes}
        keyOf={(each) => String(each.seq)}
        empty="Nobody has changed it in this run."
        columns={[
          { name: "Market time", cell: (each) => moment(each.time) },
          { name: "Who", cell: (each) => each.content.who },
          { name: "Change", cell: (each) => spelled(each.content.changes) },
          { name: "Reason", cell: (each) => each.content.reason },
          { name: "Record", number: true, cell: (each) => each.seq },
        ]}
      />
      {hasNextPage && <Button onClick={() => void fetchNextPage()}>Older ones</Button>}
    </Card>
  );
}
