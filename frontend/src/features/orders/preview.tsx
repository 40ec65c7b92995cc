// What risk would say to an order, asked of the server when the order is about to be sent.
import { useQuery } from "@tanstack/react-query";
import clsx from "clsx";
import { request, RequestError } from "@/api/request";
import type { OrderPreview, OrderRequest } from "@/contract/api";
import { quantity, words } from "@/lib/format";

export function Preview({ wanted }: { wanted: OrderRequest }) {
  const { data, error } = useQuery({
    queryKey: ["preview", wanted],
    queryFn: () => request<OrderPreview>("POST", "/api/orders/preview", { body: wanted }),
    gcTime: 0,
    retry: false,
  });
  // What the venue's own rules do not take, too large an order among it, is not even put to risk.
  if (error)
    return (
      <p role="alert" data-testid="preview" className="mt-2 font-medium text-down">
        {error instanceof RequestError && error.status === 422
          ? `The venue would not take it: ${error.message}.`
          : error.message}
      </p>
    );
  if (!data) return <p className="mt-2 text-soft">Asking risk…</p>;
  const passes = data.verdict === "approved";
  return (
    <div className="mt-2" data-testid="preview">
      <p className={clsx("font-medium", passes ? "text-up" : "text-down")}>
        {passes ? "Risk would let it pass." : `Risk would refuse it: ${words(data.reason)}.`}
      </p>
      <ul className="num max-h-48 overflow-auto text-xs" tabIndex={0} aria-label="Rules">
        {data.gates.map(({ name, value, comparison, threshold, passed }) => (
          <li key={name} className={clsx(passed ? "text-soft" : "text-down")}>
            {passed ? "✓" : "✗"} {words(name)}: {quantity(value)} {comparison} {quantity(threshold)}
          </li>
        ))}
      </ul>
    </div>
  );
}
