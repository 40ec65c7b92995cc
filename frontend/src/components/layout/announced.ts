// Which orders are to be spoken of. What a stream tells is said even where nothing was known of the order
// before: its acceptance and its fill may be drawn together. What a snapshot or an answer tells is of the
// past, unless the order was open when this page knew it last. Each status of an order is said once.
import type { Order } from "@/contract/api";
import { isOpen } from "@/lib/order-state";

const said = new Set(["filled", "partially_filled", "canceled", "expired", "rejected", "replaced"]);
const rememberedMost = 1_000; // the oldest goes first

export class Announced {
  private readonly statuses = new Map<string, string>();

  fresh({ told, orders }: { told: Order[]; orders: Order[] }): Order[] {
    const news = told.filter((order) => this.turns(order) && said.has(order.status));
    const late = orders.filter((order) => this.knows(order) && this.turns(order));
    for (const order of orders) if (isOpen(order)) this.turns(order);
    return [...news, ...late.filter(({ status }) => said.has(status))];
  }

  private knows = ({ client_order_id: id }: Order) => this.statuses.has(id);

  // Whether the order has another status than the one it was remembered with.
  private turns({ client_order_id: id, status }: Order): boolean {
    if (this.statuses.get(id) === status) return false;
    this.statuses.delete(id);
    this.statuses.set(id, status);
    const [oldest] = this.statuses.keys();
    if (this.statuses.size > rememberedMost && oldest !== undefined) this.statuses.delete(oldest);
    return true;
  }
}
