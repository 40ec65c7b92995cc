// What the streams have told, and how a message changes it. Pure: a snapshot replaces what it
// holds, a delta replaces one row, so no row outlives the server that told it.
import type { Account, Order, Position, Quote, Status } from "@/contract/api";
import type {
  Candle, Decision, DecisionRecord, Gate, Snapshot, StatusNews, Told,
} from "@/contract/stream";

export type { Decision, DecisionRecord, Gate };
export type Known = {
  account: Account | null;
  status: Status | null;
  positions: Record<string, Position>;
  orders: Record<string, Order>;
  quotes: Record<string, Quote>;
  bars: Record<string, Candle>;
  signals: DecisionRecord[]; // newest first
};
export type Message = Told;

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

type Tables = Pick<Known, "positions" | "orders" | "quotes" | "bars">;
const keys: { [Name in keyof Tables]: (row: Tables[Name][string]) => string } = {
  positions: ({ symbol }) => symbol,
  orders: ({ client_order_id }) => client_order_id,
  quotes: ({ symbol }) => symbol,
  bars: ({ symbol }) => symbol,
};
const tables = Object.keys(keys) as (keyof Tables)[];

function withSignals(known: Known, fresh: DecisionRecord[]): DecisionRecord[] {
  const seen = new Map([...known.signals, ...fresh].map((each) => [each.seq, each]));
  return [...seen.values()].sort((one, other) => other.seq - one.seq).slice(0, signalsKept);
}

// The streams tell only what may change of it; the rest is asked for (connection.ts).
const withStatus = (known: Status | null, told: StatusNews) => known && { ...known, ...told };

function applySnapshot(known: Known, data: Snapshot, replaces: boolean): Known {
  const next = { ...known };
  const fill = <Name extends keyof Tables>(name: Name) => {
    const rows = data[name] as Tables[Name][string][] | undefined;
    if (!rows) return;
    const told = Object.fromEntries(rows.map((row) => [keys[name](row), row])) as Tables[Name];
    Object.assign(next, { [name]: replaces ? told : { ...next[name], ...told } });
  };
  tables.forEach(fill);
  if (data.signals) next.signals = withSignals(next, data.signals);
  if (data.account !== undefined) next.account = data.account;
  if (data.status) next.status = withStatus(next.status, data.status);
  return next;
}

export type Heard = { message: Message; replaces: boolean };

// What is known after messages, in their order; each table that changes is copied once. `replaces`:
// whether a snapshot's tables are all there is. Quotes and bars come from two streams, each of which
// tells its own symbols.
export function apply(known: Known, heard: Heard[]): Known {
  let next = { ...known };
  let own = new Set<keyof Tables>();
  const put = <Name extends keyof Tables>(name: Name, row: Tables[Name][string]) => {
    if (!own.has(name)) Object.assign(next, { [name]: { ...next[name] } });
    own.add(name);
    Object.assign(next[name], { [keys[name](row)]: row });
  };
  for (const { message, replaces } of heard) {
    if (message.type === "snapshot") {
      next = applySnapshot(next, message.data, replaces);
      own = new Set();
    } else if (message.type === "quote") put("quotes", message.data);
    else if (message.type === "bar") put("bars", message.data);
    else if (message.type === "order") put("orders", message.data);
    else if (message.type === "position") put("positions", message.data);
    else if (message.type === "signal") next.signals = withSignals(next, [message.data]);
    else if (message.type === "account") next.account = message.data;
    else if (message.type === "status") next.status = withStatus(next.status, message.data);
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
