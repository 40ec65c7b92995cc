// Which columns a grid shows and in which order; and its rows as a file of comma-separated values, with
// the server's own figures, as they are sorted.
import { Button } from "@/components/ui/button";
import { ColumnCheck } from "@/components/ui/column-check";
import type { GridColumn } from "@/components/grid/grid";
import { moved } from "@/components/grid/grid-model";
import { saveRows } from "@/lib/csv";

type Props<Row> = {
  label: string;
  columns: GridColumn<Row>[]; // all, in their order
  rows: Row[];
  hidden: string[];
  onHide: (names: string[]) => void;
  onOrder: (names: string[]) => void;
};

export function ColumnTools<Row>({ label, columns, rows, hidden, onHide, onOrder }: Props<Row>) {
  const names = columns.map(({ name }) => name);
  const toggle = (name: string) =>
    onHide(hidden.includes(name) ? hidden.filter((each) => each !== name) : [...hidden, name]);
  const shown = columns.filter(({ name }) => !hidden.includes(name));
  const save = () =>
    saveRows(
      label,
      shown.map(({ name }) => name),
      rows.map((row) => shown.map(({ value }) => value(row))),
    );
  return (
    <div className="mt-1 flex items-start gap-3 text-xs text-soft">
      <details>
        <summary className="min-h-6 cursor-pointer py-1">Columns</summary>
        <fieldset className="grid gap-x-4 sm:grid-cols-2 lg:grid-cols-4">
          <legend className="sr-only">Columns of {label}</legend>
          {names.map((name, at) => (
            <div key={name} className="flex min-h-7 items-center gap-1">
              <ColumnCheck name={name} hidden={hidden} onToggle={toggle} className="flex-1" />
              {([[-1, "◂", "left"], [1, "▸", "right"]] as const).map(([step, mark, way]) => (
                <button
                  key={way}
                  type="button"
                  aria-label={`${name} to the ${way}`}
                  disabled={at + step < 0 || at + step >= names.length}
                  className="min-h-6 min-w-6 rounded-md border disabled:opacity-40"
                  onClick={() => onOrder(moved(names, name, step))}
                >
                  {mark}
                </button>
              ))}
            </div>
          ))}
        </fieldset>
      </details>
      <Button look="link" aria-label={`${label} as CSV`} disabled={rows.length === 0} onClick={save}>
        CSV
      </Button>
    </div>
  );
}
