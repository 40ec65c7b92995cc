// Says what became of orders, aloud and for a while on the screen: those that fill, end or are refused
// while the page is open. Prices are never said. Of many at once the last are said.
import { useEffect, useState } from "react";
import { Announced } from "@/components/layout/announced";
import type { Order } from "@/contract/api";
import { price, quantity, words } from "@/lib/format";
import { useStream } from "@/stream/store";

const shownMs = 6_000;
const shownMost = 4;

const sentence = ({ side, qty, notional, symbol, status, filled_avg_price, reason }: Order) =>
  `${words(status)}: ${side} ${quantity(qty ?? notional)} ${symbol}` +
  (status === "filled" ? ` at ${price(filled_avg_price)}` : "") +
  (reason ? ` (${words(reason)})` : "");

type Said = { key: string; text: string };

export function Announcer() {
  const [told, setTold] = useState<Said[]>([]);
  const [announced] = useState(() => new Announced());
  useEffect(
    () =>
      useStream.subscribe((now, before) => {
        if (now.known.orders === before.known.orders && now.told === before.told) return;
        const fresh = announced.fresh({
          told: now.told === before.told ? [] : now.told,
          orders: Object.values(now.known.orders),
        });
        if (fresh.length === 0) return;
        const news = fresh.map((order) => ({
          key: `${order.client_order_id} ${order.status}`,
          text: sentence(order),
        }));
        setTold((all) => [...all, ...news].slice(-shownMost));
        setTimeout(() => setTold((all) => all.filter((each) => !news.includes(each))), shownMs);
      }),
    [announced],
  );
  return (
    <ul
      aria-live="polite"
      aria-label="What became of orders"
      data-testid="announced"
      className="pointer-events-none fixed right-3 bottom-16 z-30 grid gap-1 md:bottom-3"
    >
      {told.map(({ key, text }) => (
        <li key={key} className="rounded-md border bg-card px-3 py-2 text-sm shadow">
          {text}
        </li>
      ))}
    </ul>
  );
}
