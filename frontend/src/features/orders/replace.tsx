// An open order with other amounts: only what was typed anew is sent.
import { useState } from "react";
import { request } from "@/api/request";
import { Button } from "@/components/ui/button";
import { Confirm } from "@/components/ui/confirm";
import { Field } from "@/components/ui/field";
import type { Order, OrderChange } from "@/contract/api";
import { quantity, words } from "@/lib/format";
import { takeOrders } from "@/stream/store";

type Amount = "qty" | "limit_price" | "stop_price";
const names: Record<Amount, string> = {
  qty: "New quantity",
  limit_price: "New limit price",
  stop_price: "New stop price",
};
const amounts = Object.keys(names) as Amount[];
const decimal = /^[0-9]+(\.[0-9]+)?$/;

export function Replace({ order }: { order: Order }) {
  const [typed, setTyped] = useState<Partial<Record<Amount, string>>>({});
  const there = amounts.filter((each) => order[each] !== null);
  const send = async () => {
    const change: OrderChange = {};
    for (const each of there) {
      const text = typed[each]?.trim();
      if (text === undefined || text === order[each]) continue;
      if (!decimal.test(text)) throw new Error(`${names[each]}: a decimal number is needed`);
      change[each] = text;
    }
    if (Object.keys(change).length === 0) throw new Error("Nothing is changed.");
    const path = `/api/orders/${encodeURIComponent(order.id)}`;
    takeOrders([await request<Order>("PATCH", path, { body: change })]);
    setTyped({});
  };
  return (
    <Confirm
      trigger={<Button look="link">Change</Button>}
      title={`Change the order for ${order.symbol}?`}
      action="Replace the order"
      onConfirm={send}
    >
      <p className="mb-2">
        {order.side} {quantity(order.qty ?? order.notional)} {order.symbol}, {words(order.type)}.
        What the change adds goes through risk.
      </p>
      <div className="grid gap-2">
        {there.map((each) => (
          <Field
            key={each}
            label={names[each]}
            inputMode="decimal"
            autoComplete="off"
            className="num"
            value={typed[each] ?? order[each] ?? ""}
            onChange={(event) => setTyped((now) => ({ ...now, [each]: event.target.value }))}
          />
        ))}
      </div>
    </Confirm>
  );
}
