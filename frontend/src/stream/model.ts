// What the streams have told, and how a message changes it. Pure: a snapshot replaces what it
// holds, a delta replaces one row, so no row outlives the server that told it.
import type { Account, Order, Position, Quote, Record as Told, Status } from "@/contract/api";

export type Decision = {
  symbol: string;
  strategy: string;
  stage: string;
  verdict: string;
  reason: string;
  summary: string;
  first_failed_gate: string | null;
  inputs: Record<string, number>;
  gates: Gate[];
};
export type Gate = {
  name: string;
  value: number | string;
  comparison: string;
  threshold: number | string;
  passed: boolean;
};
export type DecisionRecord = Omit<Told, "content"> & { content: Decision };
export type StreamBar = {
  symbol: string;
  timestamp: string;
  open: number;
  high: number;
  low: number;
  close: number;
  volume: number;
};
export type Known = {
  account: Account | null;
  status: Status | null;
  positions: Record<string, Position>;
  orders: Record<string, Order>;
  quotes: Record<string, Quote>;
  bars: Record<string, StreamBar>;
  signals: DecisionRecord[]; // newest first
};
export type Message = { type: string; seq: number; ts: string; data: unknown };

export const nothingKnown: Known = {
  account: null,
  status: null,
  positions: {},
  orders: {},
  quotes: {},
  bars: {},
  signals: [],
};
const signalsKept = 50;

const keys = {
  positions: (row: unknown) => (row as Position).symbol,
  orders: (row: unknown) => (row as Order).client_order_id,
  quotes: (row: unknown) => (row as Quote).symbol,
  bars: (row: unknown) => (row as StreamBar).symbol,
};
type Table = keyof typeof keys;
const isTable = (name: string): name is Table => name in keys;

function withSignals(known: Known, fresh: DecisionRecord[]): DecisionRecord[] {
  const seen = new Map([...known.signals, ...fresh].map((each) => [each.seq, each]));
  return [...seen.values()].sort((one, other) => other.seq - one.seq).slice(0, signalsKept);
}

// The streams tell only what may change of it; the rest is asked for (connection.ts).
const withStatus = (known: Status | null, told: unknown) =>
  known && { ...known, ...(told as Partial<Status>) };

function applySnapshot(known: Known, data: Record<string, unknown>, replaces: boolean): Known {
  const next = { ...known };
  for (const [name, value] of Object.entries(data)) {
    if (isTable(name)) {
      const rows = value as unknown[];
      const told = Object.fromEntries(rows.map((row) => [keys[name](row), row]));
      Object.assign(next, { [name]: replaces ? told : { ...next[name], ...told } });
    } else if (name === "signals") next.signals = withSignals(next, value as DecisionRecord[]);
    else if (name === "account") next.account = value as Account | null;
    else if (name === "status") next.status = withStatus(next.status, value);
  }
  return next;
}

// `replaces`: whether a snapshot's tables are all there is. Quotes and bars come from two streams,
// each of which tells its own symbols.
export function apply(known: Known, messages: Message[], replaces: boolean): Known {
  let next = known;
  for (const { type, data } of messages) {
    const table = `${type}s`;
    if (type === "snapshot") next = applySnapshot(next, data as Record<string, unknown>, replaces);
    else if (type === "signal") next = { ...next, signals: withSignals(next, [data as never]) };
    else if (isTable(table)) {
      next = { ...next, [table]: { ...next[table], [keys[table](data)]: data } };
    } else if (type === "account") next = { ...next, account: data as Account };
    else if (type === "status") next = { ...next, status: withStatus(next.status, data) };
  }
  return next;
}

// Orders that were asked for, beside those that the stream told meanwhile: the later word counts.
export function withOrders(known: Known, asked: Order[]): Known {
  const orders = { ...known.orders };
  for (const each of asked) {
    const told = orders[each.client_order_id];
    if (!told || told.updated_at < each.updated_at) orders[each.client_order_id] = each;
  }
  return { ...known, orders };
}
