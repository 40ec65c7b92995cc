import { Card } from "@/components/ui/card";
import { Table } from "@/components/ui/table";
import { useTimes } from "@/features/system/system-data";
import { quantity, words } from "@/lib/format";

const digits = new Intl.NumberFormat("en-US", { maximumSignificantDigits: 3 });
const milliseconds = (seconds: number | null | undefined) =>
  seconds === null || seconds === undefined ? "–" : digits.format(seconds * 1000);

// How long a message takes from one role to the next, and what else the server takes the time of.
export function TimesTable() {
  const { data, error } = useTimes();
  const rows = (data ?? []).flatMap(({ name, help, samples }) =>
    samples.map((sample) => ({ ...sample, name, help })),
  );
  return (
    <Card title="Times, in ms">
      {error && <p className="text-down">{error.message}</p>}
      <Table
        label="Times"
        rows={rows}
        keyOf={({ name, labels }) => `${name} ${JSON.stringify(labels)}`}
        empty="Nothing is known yet."
        columns={[
          {
            name: "What",
            cell: ({ name }) => words(name.replace(/^troupe_/, "").replace(/_seconds$/, "")),
          },
          { name: "Where", cell: ({ labels }) => Object.values(labels).join(", ") },
          { name: "Count", number: true, cell: ({ count }) => quantity(count) },
          { name: "p50", number: true, cell: ({ p50 }) => milliseconds(p50) },
          { name: "p90", number: true, cell: ({ p90 }) => milliseconds(p90) },
          { name: "p99", number: true, cell: ({ p99 }) => milliseconds(p99) },
          { name: "Meaning", cell: ({ help }) => <span className="whitespace-normal">{help}</span>, csv: ({ help }) => help },
        ]}
      />
      <p className="mt-1 text-xs text-soft">
        A percentile is told as the upper bound of the bucket that holds it.
      </p>
    </Card>
  );
}
