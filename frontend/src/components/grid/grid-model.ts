// What a grid shows of many rows: which are drawn, in which order, and where a key goes. Pure.
export type Value = string | number | boolean | null;
export type Sort = { name: string; falling: boolean };
export type Place = { row: number; column: number };

// The rows to draw, of which the last is left out: those in view and some beside them, so that a
// scroll has no gap. Never more than fit, however many there are.
export function rowsInView(
  seen: { top: number; height: number; rowPx: number; spare: number }, count: number,
): { first: number; end: number } {
  const { top, height, rowPx, spare } = seen;
  const first = Math.max(0, Math.min(count, Math.floor(top / rowPx)) - spare);
  const end = Math.min(count, Math.ceil((top + height) / rowPx) + spare);
  return { first: Math.min(first, end), end };
}

function compared(one: Value, other: Value): number {
  if (typeof one === "string" && typeof other === "string") return one < other ? -1 : +(one > other);
  return Number(one) - Number(other);
}

// By value; what has none comes last whichever way, and equals keep their order.
export function sorted<Row>(rows: Row[], valueOf: (row: Row) => Value, falling: boolean): Row[] {
  const keyed = rows.map((row) => ({ row, value: valueOf(row) }));
  keyed.sort((one, other) => {
    if (one.value === null || other.value === null)
      return Number(one.value === null) - Number(other.value === null);
    return falling ? compared(other.value, one.value) : compared(one.value, other.value);
  });
  return keyed.map(({ row }) => row);
}

// A sort is kept as its column's name, behind a "-" where it falls.
export const sortText = ({ name, falling }: Sort) => (falling ? `-${name}` : name);
export function sortOf(text: string, names: string[], initial: Sort): Sort {
  const falling = text.startsWith("-");
  const name = falling ? text.slice(1) : text;
  return names.includes(name) ? { name, falling } : initial;
}

// What a click on a column's name makes of the sort.
export const nextSort = (now: Sort, name: string): Sort =>
  now.name === name ? { name, falling: !now.falling } : { name, falling: false };

// Columns in their reader's order; those that the order does not know keep their place at the end.
export function inOrder<Named extends { name: string }>(columns: Named[], order: string[]): Named[] {
  const rank = ({ name }: Named) => (order.includes(name) ? order.indexOf(name) : order.length);
  return [...columns].sort((one, other) => rank(one) - rank(other));
}

// The names after one of them went a step to the left (-1) or right (1).
export function moved(names: string[], name: string, step: number): string[] {
  const from = names.indexOf(name);
  const to = from + step;
  if (from < 0 || to < 0 || to >= names.length) return names;
  const next = names.filter((each) => each !== name);
  next.splice(to, 0, name);
  return next;
}

// Where a key goes from a place; null where it goes nowhere.
export function placeAfter(
  key: string, at: Place, size: { rows: number; columns: number; page: number },
): Place | null {
  const steps: { [key: string]: [number, number] } = {
    ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1],
    PageDown: [size.page, 0], PageUp: [-size.page, 0], Home: [-size.rows, 0], End: [size.rows, 0],
  };
  const step = steps[key];
  if (!step || size.rows === 0) return null;
  const within = (value: number, count: number) => Math.max(0, Math.min(count - 1, value));
  return {
    row: within(at.row + step[0], size.rows),
    column: within(at.column + step[1], size.columns),
  };
}
