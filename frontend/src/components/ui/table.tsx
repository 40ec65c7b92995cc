// A table of rows with named columns: scrolls sideways in its own box, says so when it is empty. Its
// reader chooses the columns, pulls it taller, and takes the rows away as CSV. A row is drawn again only
// where it, or the columns, are other objects than before: columns that never change are made once.
import clsx from "clsx";
import { memo, useMemo, type ReactNode } from "react";
import { TableTools, useHidden } from "@/components/ui/table-tools";
import { useKeptHeight } from "@/session/arrangement";

export type Column<Row> = {
  name: string;
  cell: (row: Row) => ReactNode;
  number?: boolean;
  csv?: (row: Row) => string | number | null | undefined; // where the cell is more than text
  action?: boolean; // buttons, nothing to be read
};
type Props<Row> = {
  label: string;
  columns: Column<Row>[];
  rows: Row[];
  keyOf: (row: Row, index: number) => string;
  empty: string;
  tall?: boolean;
};

type RowProps<Row> = { columns: Column<Row>[]; row: Row };
function PlainRow<Row>({ columns, row }: RowProps<Row>) {
  return (
    <tr className="border-t">
      {columns.map(({ name, cell, number }) => (
        <td key={name} className={clsx("px-2 py-1", number && "num text-right")}>
          {cell(row)}
        </td>
      ))}
    </tr>
  );
}
const TableRow = memo(PlainRow) as typeof PlainRow;

export function Table<Row>({ label, columns: all, rows, keyOf, empty, tall }: Props<Row>) {
  const { hidden, toggle } = useHidden(label);
  const { box, style } = useKeptHeight(tall ? `tall ${label}` : label);
  const columns = useMemo(
    () => all.filter(({ name }) => !hidden.includes(name)),
    [all, hidden],
  );
  return (
    <>
      <div
        ref={box}
        style={style}
        className={clsx("relative resize-y overflow-auto", tall ? "h-[70dvh]" : "h-56")}
        tabIndex={0}
        role="group"
        aria-label={label}
      >
        <table className="w-full text-sm whitespace-nowrap">
          <thead className="sticky top-0 bg-card text-xs text-soft">
            <tr>
              {columns.map(({ name, number }) => (
                <th
                  key={name}
                  scope="col"
                  className={clsx("px-2 py-1 font-medium", number ? "text-right" : "text-left")}
                >
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              <TableRow key={keyOf(row, index)} columns={columns} row={row} />
            ))}
            {rows.length === 0 && (
              <tr className="border-t">
                <td colSpan={columns.length} className="px-2 py-3 text-soft">
                  {empty}
                </td>
              </tr>
            )}
          </tbody>
        </table>
      </div>
      <TableTools label={label} columns={all} rows={rows} hidden={hidden} toggle={toggle} />
    </>
  );
}
