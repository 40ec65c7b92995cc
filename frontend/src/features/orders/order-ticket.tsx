import { useRef, useState } from "react";
import { request } from "@/api/request";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Confirm } from "@/components/ui/confirm";
import { Choice, Field } from "@/components/ui/field";
import type { Order } from "@/contract/api";
import { Preview } from "@/features/orders/preview";
import {
  amountNames,
  amountsOf,
  emptyTicket,
  missingIn,
  requestOf,
  sentence,
  type Ticket,
} from "@/features/orders/ticket-model";
import { price, words } from "@/lib/format";
import { useHydrated } from "@/lib/hydrated";
import { makeIdempotencyKey } from "@/lib/idempotency-key";
import { useMay } from "@/session/session";
import { takeOrders, useStream } from "@/stream/store";

const sides = [["buy", "Buy"], ["sell", "Sell"]] as const;
const kinds = [
  ["market", "Market"], ["limit", "Limit"], ["stop", "Stop"], ["stop_limit", "Stop limit"],
  ["trailing_stop", "Trailing stop"],
] as const;
const groups = [
  ["simple", "Alone"], ["bracket", "Bracket"], ["oto", "With a stop (OTO)"],
  ["oco", "Target or stop (OCO)"],
] as const;
const times = [["gtc", "GTC"], ["day", "Day"], ["ioc", "IOC"], ["fok", "FOK"]] as const;

function LastQuote({ symbol }: { symbol: string }) {
  const quote = useStream((state) => state.known.quotes[symbol]);
  return (
    <p className="num text-xs text-soft">
      bid {price(quote?.bid)} · ask {price(quote?.ask)}
    </p>
  );
}

export function OrderTicket({ symbol }: { symbol: string }) {
  const [ticket, setTicket] = useState<Ticket>(emptyTicket);
  const [placed, setPlaced] = useState("");
  // The same key until the server has answered with an order: a second try is no second order.
  const key = useRef("");
  const mode = useStream((state) => state.known.status?.mode ?? "");
  const live = useStream((state) => state.phase === "live");
  const hydrated = useHydrated();
  const may = useMay("trader");
  const change = (what: Partial<Ticket>) => {
    key.current = "";
    setTicket((now) => ({ ...now, ...what }));
  };
  const send = async () => {
    key.current ||= makeIdempotencyKey();
    const order = await request<Order>("POST", "/api/orders", {
      body: requestOf(symbol, ticket),
      idempotencyKey: key.current,
    });
    key.current = "";
    takeOrders([order]);
    setPlaced(`${words(order.status)}: ${sentence(symbol, ticket)}`);
  };
  const missing = missingIn(ticket);
  if (!may) return null;
  return (
    <Card title={`Order ${symbol}`} name="Order">
      <LastQuote symbol={symbol} />
      <fieldset disabled={!hydrated} className="grid grid-cols-2 gap-2" data-testid="ticket">
        <Choice label="Side" value={ticket.side} choices={sides} onPick={(side) => change({ side })} />
        <Choice label="Type" value={ticket.kind} choices={kinds} onPick={(kind) => change({ kind })} />
        <Choice
          label="With"
          value={ticket.group}
          choices={groups}
          onPick={(group) => change({ group })}
        />
        <Choice
          label="Good"
          value={ticket.timeInForce}
          choices={times}
          onPick={(timeInForce) => change({ timeInForce })}
        />
        {amountsOf(ticket).map((each) => (
          <Field
            key={each}
            label={amountNames[each]}
            inputMode="decimal"
            autoComplete="off"
            className="num"
            value={ticket[each]}
            onChange={(event) => change({ [each]: event.target.value })}
          />
        ))}
      </fieldset>
      <p className="my-2 min-h-5 text-xs text-soft">{missing}</p>
      {!live && <p className="text-xs text-warn">The prices shown are old.</p>}
      <Confirm
        trigger={
          <Button look="main" className="w-full" disabled={!hydrated || missing !== ""}>
            {mode}: {ticket.side} {symbol}
          </Button>
        }
        title={`Send this order? (${mode})`}
        action={`${mode}: ${ticket.side} ${ticket.qty} ${symbol}`}
        onConfirm={send}
      >
        {sentence(symbol, ticket)}. Risk judges it again before it leaves.
        <Preview wanted={requestOf(symbol, ticket)} />
      </Confirm>
      <p role="status" className="mt-2 text-xs text-up">
        {placed}
      </p>
    </Card>
  );
}
