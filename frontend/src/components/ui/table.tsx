// A table of rows with named columns: scrolls sideways in its own box, says so when it is empty.
import clsx from "clsx";
import type { ReactNode } from "react";

export type Column<Row> = {
  name: string;
  cell: (row: Row) => ReactNode;
  number?: boolean;
};
type Props<Row> = {
  label: string;
  columns: Column<Row>[];
  rows: Row[];
  keyOf: (row: Row) => string;
  empty: string;
  tall?: boolean;
};

export function Table<Row>({ label, columns, rows, keyOf, empty, tall }: Props<Row>) {
  return (
    <div
      className={clsx("relative overflow-auto", tall ? "max-h-[70dvh]" : "max-h-80")}
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
          {rows.map((row) => (
            <tr key={keyOf(row)} className="border-t">
              {columns.map(({ name, cell, number }) => (
                <td key={name} className={clsx("px-2 py-1", number && "num text-right")}>
                  {cell(row)}
                </td>
              ))}
            </tr>
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
  );
}
