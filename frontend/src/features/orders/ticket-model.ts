// What a ticket holds, as typed, and the request that it becomes: nothing is computed, amounts are
// sent as they were typed.
import type { OrderRequest } from "@/contract/api";

export type Ticket = {
  side: "buy" | "sell";
  kind: "market" | "limit" | "stop" | "stop_limit" | "trailing_stop";
  group: "simple" | "bracket" | "oco" | "oto";
  timeInForce: "day" | "gtc" | "ioc" | "fok";
  qty: string;
  limit: string;
  stop: string;
  trailPercent: string;
  target: string;
  protect: string;
};
export const emptyTicket: Ticket = {
  side: "buy",
  kind: "market",
  group: "simple",
  timeInForce: "gtc",
  qty: "",
  limit: "",
  stop: "",
  trailPercent: "",
  target: "",
  protect: "",
};

const decimal = /^[0-9]+(\.[0-9]+)?$/;
export type Amounts = "qty" | "limit" | "stop" | "trailPercent" | "target" | "protect";
export const amountNames: Record<Amounts, string> = {
  qty: "Quantity",
  limit: "Limit price",
  stop: "Stop price",
  trailPercent: "Trail, %",
  target: "Target price",
  protect: "Protecting stop",
};

export function amountsOf({ kind, group }: Ticket): Amounts[] {
  const wanted: Amounts[] = ["qty"];
  if (kind === "limit" || kind === "stop_limit") wanted.push("limit");
  if (kind === "stop" || kind === "stop_limit") wanted.push("stop");
  if (kind === "trailing_stop") wanted.push("trailPercent");
  if (group === "bracket" || group === "oco") wanted.push("target");
  if (group !== "simple") wanted.push("protect");
  return group === "oco" ? wanted.filter((each) => each !== "limit" && each !== "stop") : wanted;
}

// What is missing or no decimal number; empty where the ticket can be sent.
export function missingIn(ticket: Ticket): string {
  const wrong = amountsOf(ticket).filter((each) => !decimal.test(ticket[each].trim()));
  return wrong.length > 0
    ? `${wrong.map((each) => amountNames[each]).join(", ")}: a decimal number is needed`
    : "";
}

export function requestOf(symbol: string, ticket: Ticket): OrderRequest {
  const used = new Set(amountsOf(ticket));
  const told = (name: Amounts) => (used.has(name) ? ticket[name].trim() : undefined);
  const wanted: OrderRequest = {
    symbol,
    side: ticket.side,
    type: ticket.group === "oco" ? "limit" : ticket.kind,
    time_in_force: ticket.timeInForce,
    qty: told("qty"),
    limit_price: told("limit"),
    stop_price: told("stop"),
    trail_percent: told("trailPercent"),
  };
  if (ticket.group !== "simple") {
    wanted.order_class = ticket.group;
    wanted.stop_loss = { stop_price: told("protect") };
    if (used.has("target")) wanted.take_profit = { limit_price: told("target") };
  }
  return wanted;
}

export function sentence(symbol: string, ticket: Ticket): string {
  const { side, kind, qty, group } = ticket;
  const amounts = amountsOf(ticket).filter((each) => each !== "qty");
  const at = amounts.map((each) => `${amountNames[each].toLowerCase()} ${ticket[each]}`);
  const shape = group === "simple" ? kind.replaceAll("_", " ") : `${group} ${kind}`;
  return [`${side} ${qty} ${symbol}, ${shape}`, ...at, ticket.timeInForce].join(", ");
}
