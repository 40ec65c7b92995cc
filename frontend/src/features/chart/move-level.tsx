import { request } from "@/api/request";
import { Confirm } from "@/components/ui/confirm";
import type { Order } from "@/contract/api";
import { kindNames, type Moved } from "@/features/chart/levels";
import { price, quantity } from "@/lib/format";
import { takeOrders, useStream } from "@/stream/store";

// A line was dragged: nothing is sent before it is confirmed.
export function MoveLevel({ moved, onDone }: { moved: Moved | null; onDone: () => void }) {
  const mode = useStream((state) => state.known.status?.mode ?? "");
  if (!moved) return null;
  const { order, kind } = moved;
  const path = `/api/orders/${encodeURIComponent(order.id)}`;
  const send = async () =>
    takeOrders([await request<Order>("PATCH", path, { body: { [kind]: moved.price } })]);
  return (
    <Confirm
      opened
      onClosed={onDone}
      title={`Move the ${kindNames[kind]} of ${order.symbol}? (${mode})`}
      action={`${mode}: move it to ${price(moved.price)}`}
      onConfirm={send}
    >
      {order.side} {quantity(order.qty)} {order.symbol}: {kindNames[kind]} from{" "}
      {price(order[kind])} to {price(moved.price)}. The order is replaced; what that adds goes
      through risk.
    </Confirm>
  );
}
