import type { Order } from "@/contract/api";

const ended = new Set(["filled", "canceled", "expired", "rejected", "replaced", "failed"]);

export const isOpen = (order: Order) => !ended.has(order.status);
export const newestFirst = (one: Order, other: Order) =>
  other.created_at.localeCompare(one.created_at) ||
  other.client_order_id.localeCompare(one.client_order_id);
