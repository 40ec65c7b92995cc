// Many rows in a box: only those in view are in the document, so thousands scroll as easily as ten. To a
// reader of screens it is a grid that says how many rows it has, where each stands and how it is sorted.
// With the focus on it arrows, Page Up and Down, Home and End move about; Enter opens a row, and `keys`
// are what else a key does with it.
import clsx from "clsx";
import { memo, useEffect, useId, useMemo, useState, type KeyboardEvent, type ReactNode } from "react";
import { ColumnTools } from "@/components/grid/column-tools";
import {
  inOrder, nextSort, placeAfter, rowsInView, sorted, sortOf, sortText, type Place, type Sort,
  type Value,
} from "@/components/grid/grid-model";
import { isText, isTexts, useArranged, useKeptHeight } from "@/session/arrangement";

export type GridColumn<Row> = {
  name: string;
  px: number; // at least
  value: (row: Row) => Value; // by which it is sorted, and in its file
  cell?: (row: Row) => ReactNode; // where that is more than the value
  number?: boolean;
};
type Props<Row> = {
  label: string;
  columns: GridColumn<Row>[]; // the same object each time
  rows: Row[];
  keyOf: (row: Row) => string;
  initial: Sort;
  hiddenAtFirst: string[];
  empty: string;
  onOpen: (row: Row) => void;
  keys?: { [key: string]: (row: Row) => void };
};

const rowPx = 32;
const spare = 8;
const none: string[] = [];

type RowProps<Row> = {
  id: string;
  row: Row;
  index: number;
  columns: GridColumn<Row>[];
  template: string;
  active: number | null; // the column, where it is this row
  onPick: (place: Place) => void;
};
function PlainRow<Row>({ id, row, index, columns, template, active, onPick }: RowProps<Row>) {
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      className={clsx("absolute inset-x-0 grid border-t", active !== null && "bg-ground")}
      style={{ gridTemplateColumns: template, height: rowPx, top: index * rowPx }}
    >
      {columns.map(({ name, cell, value, number }, at) => (
        <div
          key={name}
          id={`${id}-${index}-${at}`}
          role="gridcell"
          aria-colindex={at + 1}
          className={clsx(
            "flex items-center overflow-hidden px-2 whitespace-nowrap",
            number && "num justify-end",
            active === at && "outline-2 -outline-offset-2 outline-accent",
          )}
          onClick={() => onPick({ row: index, column: at })}
        >
          {cell ? cell(row) : String(value(row) ?? "–")}
        </div>
      ))}
    </div>
  );
}
const GridRow = memo(PlainRow) as typeof PlainRow;

type HeadProps = { names: { name: string; number?: boolean }[]; template: string; sort: Sort; onSort: (name: string) => void };
function Head({ names, template, sort, onSort }: HeadProps) {
  return (
    <div
      role="row"
      aria-rowindex={1}
      className="sticky top-0 z-10 grid bg-card text-xs text-soft"
      style={{ gridTemplateColumns: template, height: rowPx }}
    >
      {names.map(({ name, number }, at) => {
        const own = sort.name === name;
        return (
          <div
            key={name}
            role="columnheader"
            aria-colindex={at + 1}
            aria-sort={own ? (sort.falling ? "descending" : "ascending") : "none"}
            className={clsx("flex items-center px-1", number && "justify-end")}
          >
            <button
              type="button"
              className={clsx("min-h-6 px-1 font-medium whitespace-nowrap", own && "text-text")}
              onClick={() => onSort(name)}
            >
              {name}
              <span aria-hidden>{own ? (sort.falling ? " ▼" : " ▲") : ""}</span>
            </button>
          </div>
        );
      })}
    </div>
  );
}

// How far a box is scrolled, and how much of it is seen.
function useSeen(box: React.RefObject<HTMLDivElement | null>) {
  const [seen, setSeen] = useState({ top: 0, height: 600 });
  useEffect(() => {
    const at = box.current;
    if (!at) return;
    const look = () => setSeen({ top: at.scrollTop, height: at.clientHeight });
    const watch = new ResizeObserver(look);
    watch.observe(at);
    at.addEventListener("scroll", look, { passive: true });
    return () => {
      watch.disconnect();
      at.removeEventListener("scroll", look);
    };
  }, [box]);
  return seen;
}

export function Grid<Row>({
  label, columns: all, rows: given, keyOf, initial, hiddenAtFirst, empty, onOpen, keys = {},
}: Props<Row>) {
  const id = useId();
  const [hidden, setHidden] = useArranged(`columns hidden of ${label}`, hiddenAtFirst, isTexts);
  const [order, setOrder] = useArranged(`order of columns of ${label}`, none, isTexts);
  const [kept, keepSort] = useArranged(`sort of ${label}`, "", isText);
  const { box, style } = useKeptHeight(`grid ${label}`);
  const { top, height } = useSeen(box);
  const [active, setActive] = useState<Place>({ row: 0, column: 0 });
  const ordered = useMemo(() => inOrder(all, order), [all, order]);
  const columns = useMemo(
    () => ordered.filter(({ name }) => !hidden.includes(name)),
    [ordered, hidden],
  );
  const sort = sortOf(kept, all.map(({ name }) => name), initial);
  const by = all.find(({ name }) => name === sort.name);
  const rows = useMemo(
    () => (by ? sorted(given, by.value, sort.falling) : given),
    [given, by, sort.falling],
  );
  const template = columns.map(({ px }) => `minmax(${px}px, 1fr)`).join(" ");
  const body = Math.max(0, height - rowPx);
  const { first, end } = rowsInView({ top, height: body, rowPx, spare }, rows.length);
  const at = {
    row: Math.min(active.row, Math.max(0, rows.length - 1)),
    column: Math.min(active.column, Math.max(0, columns.length - 1)),
  };
  const goTo = (place: Place) => {
    setActive(place);
    const seen = box.current;
    if (!seen) return;
    const from = place.row * rowPx;
    if (from < seen.scrollTop) seen.scrollTop = from;
    else if (from + rowPx > seen.scrollTop + body) seen.scrollTop = from + rowPx - body;
  };
  const press = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
    const next = placeAfter(event.key, at, {
      rows: rows.length, columns: columns.length, page: Math.max(1, Math.floor(body / rowPx) - 1),
    });
    const row = rows[at.row];
    const act = event.key === "Enter" ? onOpen : keys[event.key];
    if (next) goTo(next);
    else if (act && row) act(row);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const drawn = at.row >= first && at.row < end;
  return (
    <>
      <div
        ref={box}
        style={style}
        role="grid"
        aria-label={label}
        aria-rowcount={rows.length + 1}
        aria-colcount={columns.length}
        aria-activedescendant={drawn && rows.length > 0 ? `${id}-${at.row}-${at.column}` : undefined}
        tabIndex={0}
        className="relative h-[65dvh] resize-y overflow-auto text-sm"
        onKeyDown={press}
      >
        <div style={{ minWidth: columns.reduce((sum, { px }) => sum + px, 0) }}>
          <Head
            names={columns}
            template={template}
            sort={sort}
            onSort={(name) => keepSort(sortText(nextSort(sort, name)))}
          />
          <div className="relative" style={{ height: rows.length * rowPx }}>
            {rows.slice(first, end).map((row, index) => (
              <GridRow
                key={keyOf(row)}
                id={id}
                row={row}
                index={first + index}
                columns={columns}
                template={template}
                active={first + index === at.row ? at.column : null}
                onPick={setActive}
              />
            ))}
          </div>
        </div>
      </div>
      <p role="status" className="py-1 text-xs text-soft">
        {rows.length === 0 ? empty : ""}
      </p>
      <ColumnTools
        label={label}
        columns={ordered}
        rows={rows}
        hidden={hidden}
        onHide={setHidden}
        onOrder={setOrder}
      />
    </>
  );
}
