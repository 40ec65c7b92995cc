// Which columns of a table are shown, remembered by the table's name; and its rows as
// a file of comma-separated values, of the shown columns, with the server's own figures.
import { Button } from "@/components/ui/button";
import { ColumnCheck } from "@/components/ui/column-check";
import type { Column } from "@/components/ui/table";
import { saveRows } from "@/lib/csv";
import { isTexts, useArranged } from "@/session/arrangement";

const none: string[] = [];

export function useHidden(label: string) {
  const [hidden, setHidden] = useArranged(`columns hidden of ${label}`, none, isTexts);
  const toggle = (name: string) =>
    setHidden(
      hidden.includes(name) ? hidden.filter((each) => each !== name) : [...hidden, name],
    );
  return { hidden, toggle };
}

function valueOf<Row>({ cell, csv }: Column<Row>, row: Row) {
  if (csv) return csv(row);
  const shown = cell(row);
  return typeof shown === "string" || typeof shown === "number" ? shown : null;
}

type Props<Row> = {
  label: string;
  columns: Column<Row>[];
  rows: Row[];
  hidden: string[];
  toggle: (name: string) => void;
};

export function TableTools<Row>({ label, columns, rows, hidden, toggle }: Props<Row>) {
  const saved = columns.filter(({ name, action }) => !action && !hidden.includes(name));
  const save = () =>
    saveRows(
      label,
      saved.map(({ name }) => name),
      rows.map((row) => saved.map((column) => valueOf(column, row))),
    );
  return (
    <div className="mt-1 flex items-start gap-3 text-xs text-soft">
      <details>
        <summary className="min-h-6 cursor-pointer py-1">Columns</summary>
        <fieldset className="flex flex-wrap gap-x-3">
          <legend className="sr-only">Columns of {label}</legend>
          {columns.map(({ name }) => (
            <ColumnCheck key={name} name={name} hidden={hidden} onToggle={toggle} />
          ))}
        </fieldset>
      </details>
      <Button look="link" aria-label={`${label} as CSV`} disabled={rows.length === 0} onClick={save}>
        CSV
      </Button>
    </div>
  );
}
