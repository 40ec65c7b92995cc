import { useQuery } from "@tanstack/react-query";
import { Dialog } from "radix-ui";
import { useState } from "react";
import { request } from "@/api/request";
import { Button } from "@/components/ui/button";
import { Chain } from "@/components/ui/chain";
import type { Order, Record as Told } from "@/contract/api";
import { quantity } from "@/lib/format";

type Answer = { summary: string; chain: Told[]; complete: boolean };

// From the tick to the fill: everything that led to an order.
export function Why({ order }: { order: Order }) {
  const [open, setOpen] = useState(false);
  const path = `/api/orders/${encodeURIComponent(order.client_order_id)}/why`;
  const why = useQuery({
    queryKey: ["why", order.client_order_id, order.updated_at],
    queryFn: () => request<Answer>("GET", path),
    enabled: open,
  });
  return (
    <Dialog.Root open={open} onOpenChange={setOpen}>
      <Dialog.Trigger asChild>
        <Button look="link">Why</Button>
      </Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-black/60" />
        <Dialog.Content
          aria-describedby={undefined}
          className="fixed top-1/2 left-1/2 z-50 max-h-[86dvh] w-[min(46rem,94vw)] -translate-x-1/2 -translate-y-1/2 overflow-auto rounded-lg border bg-card p-4"
        >
          <Dialog.Title className="font-semibold">
            Why {order.side} {quantity(order.qty ?? order.notional)} {order.symbol}?
          </Dialog.Title>
          <p className="my-2">{why.data?.summary ?? why.error?.message ?? "Asking…"}</p>
          {why.data && <Chain records={why.data.chain} />}
          {why.data?.complete === false && (
            <p className="text-warn">A cause is not kept any more; the chain is not whole.</p>
          )}
          <Dialog.Close asChild>
            <Button>Close</Button>
          </Dialog.Close>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
