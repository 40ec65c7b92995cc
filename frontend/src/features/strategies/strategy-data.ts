import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRecords } from "@/api/records";
import { request } from "@/api/request";
import type { Strategy } from "@/contract/api";
import type { Change } from "@/features/strategies/parameter-model";

const refreshMs = 5_000;
const key = ["strategies"];

export function useStrategies() {
  return useQuery({
    queryKey: key,
    queryFn: () => request<{ items: Strategy[] }>("GET", "/api/strategies"),
    refetchInterval: refreshMs,
  });
}

// Shows what the answer says at once; the journal tells the edge a moment later.
export function useChange(name: string) {
  const client = useQueryClient();
  const { mutateAsync } = useMutation({
    mutationFn: (change: Change) =>
      request<Strategy>("PATCH", `/api/strategies/${encodeURIComponent(name)}`, { body: change }),
    onSuccess: async (changed) => {
      await client.cancelQueries({ queryKey: key });
      client.setQueryData<{ items: Strategy[] }>(
        key,
        (now) => now && { items: now.items.map((each) => (each.name === name ? changed : each)) },
      );
    },
  });
  return mutateAsync;
}

export type Ordered = { kind: string; who: string; reason: string; changes: string };

// What people changed of a strategy, newest first.
export function useChanges(name: string) {
  const { records, ...asked } = useRecords("command", refreshMs);
  const changes = records
    .map((each) => ({ ...each, content: each.content as Ordered }))
    .filter(
      ({ content }) =>
        content.kind === "change_strategy" && content.changes.startsWith(`${name} `),
    );
  return { ...asked, changes };
}
