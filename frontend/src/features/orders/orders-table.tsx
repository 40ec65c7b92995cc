import { useMemo } from "react";
import { request } from "@/api/request";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Confirm } from "@/components/ui/confirm";
import { Table, type Column } from "@/components/ui/table";
import type { Order } from "@/contract/api";
import { Replace } from "@/features/orders/replace";
import { Why } from "@/features/orders/why";
import { price, quantity, words } from "@/lib/format";
import { useMoment, type Moment } from "@/lib/moment";
import { isOpen, newestFirst } from "@/lib/order-state";
import { isOneOf, useArranged } from "@/session/arrangement";
import { useMay } from "@/session/session";
import { useStream } from "@/stream/store";

const shown = 200;

function Cancel({ order }: { order: Order }) {
  return (
    <Confirm
      trigger={<Button look="link">Cancel</Button>}
      title={`Cancel the order for ${order.symbol}?`}
      action="Cancel the order"
      danger
      onConfirm={() => request("DELETE", `/api/orders/${encodeURIComponent(order.id)}`)}
    >
      Takes back {order.side} {quantity(order.qty ?? order.notional)} {order.symbol},{" "}
      {words(order.type)}; what is filled already stays.
    </Confirm>
  );
}

type Part = "open" | "filled" | "all";
const parts: Record<Part, (order: Order) => boolean> = {
  open: isOpen,
  filled: (order) => Number(order.filled_qty) > 0,
  all: () => true,
};
const isPart = isOneOf(Object.keys(parts) as Part[]);

const columnsOf = (moment: Moment, may: boolean): Column<Order>[] => [
  { name: "Time", cell: (order) => moment(order.created_at), csv: (order) => order.created_at },
  { name: "Symbol", cell: (order) => order.symbol },
  {
    name: "Side",
    cell: ({ side }) => (
      <span className={side === "buy" ? "text-up" : "text-down"}>{side}</span>
    ),
    csv: ({ side }) => side,
  },
  { name: "Type", cell: ({ type, order_class }) => words(`${order_class} ${type}`.trim()) },
  { name: "Quantity", number: true, cell: (order) => quantity(order.qty ?? order.notional), csv: (order) => order.qty ?? order.notional },
  { name: "Limit", number: true, cell: (order) => price(order.limit_price), csv: (order) => order.limit_price },
  { name: "Stop", number: true, cell: (order) => price(order.stop_price), csv: (order) => order.stop_price },
  { name: "Filled", number: true, cell: (order) => quantity(order.filled_qty), csv: (order) => order.filled_qty },
  { name: "At", number: true, cell: (order) => price(order.filled_avg_price), csv: (order) => order.filled_avg_price },
  {
    name: "Status",
    cell: ({ status, reason }) => words(status) + (reason ? ` (${words(reason)})` : ""),
  },
  { name: "From", cell: (order) => words(order.strategy) },
  {
    name: "Ask",
    action: true,
    cell: (order) => (
      <>
        <Why order={order} />
        {may && isOpen(order) && <Replace order={order} />}
        {may && isOpen(order) && <Cancel order={order} />}
      </>
    ),
  },
];

export function OrdersTable({ symbol }: { symbol?: string }) {
  const orders = useStream((state) => state.known.orders);
  const [part, setPart] = useArranged<Part>("orders shown", "all", isPart);
  const may = useMay("trader");
  const moment = useMoment();
  const rows = Object.values(orders)
    .filter((order) => parts[part](order) && (!symbol || order.symbol === symbol))
    .sort(newestFirst)
    .slice(0, shown);
  const columns = useMemo(() => columnsOf(moment, may), [moment, may]);
  const choice = (
    <div className="flex gap-1" role="group" aria-label="Which orders">
      {(Object.keys(parts) as Part[]).map((each) => (
        <Button
          key={each}
          look="link"
          aria-pressed={part === each}
          className={part === each ? "font-bold" : undefined}
          onClick={() => setPart(each)}
        >
          {each}
        </Button>
      ))}
    </div>
  );
  return (
    <Card title={symbol ? `Orders of ${symbol}` : "Orders"} name="Orders" aside={choice}>
      <Table
        label="Orders"
        columns={columns}
        rows={rows}
        keyOf={(order) => order.client_order_id}
        empty="No orders."
      />
    </Card>
  );
}
