import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { request } from "@/api/request";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Choice, Field } from "@/components/ui/field";
import { DecisionView } from "@/features/decisions/decision-view";
import { useHydrated } from "@/lib/hydrated";
import { isText, useArranged } from "@/session/arrangement";
import type { DecisionRecord } from "@/stream/model";
import { useStream } from "@/stream/store";

type Page = { items: DecisionRecord[]; next_page_token: string | null };
const pageSize = 50;

// Any bar of any symbol: what was decided, and the first gate that said no.
export function DecisionsList() {
  const symbols = useStream((state) => state.known.status?.symbols);
  const hydrated = useHydrated();
  const [symbol, setSymbol] = useArranged("symbol of decisions", "", isText);
  const [to, setTo] = useState("");
  const decisions = useInfiniteQuery({
    queryKey: ["decisions", symbol, to],
    initialPageParam: "",
    queryFn: ({ pageParam }) => {
      const asked = new URLSearchParams({ limit: String(pageSize) });
      if (symbol) asked.set("symbol", symbol);
      if (to) asked.set("to", `${to}:00Z`);
      if (pageParam) asked.set("page_token", pageParam);
      return request<Page>("GET", `/api/decisions?${asked.toString()}`);
    },
    getNextPageParam: (last) => last.next_page_token ?? undefined,
  });
  const rows = decisions.data?.pages.flatMap((page) => page.items) ?? [];
  const names = ["", ...(symbols ?? [])].map((each) => [each, each || "All"] as const);
  return (
    <Card title="Decisions, newest first">
      <fieldset disabled={!hydrated} className="mb-2 flex flex-wrap items-end gap-2">
        <Choice
          label="Symbol"
          value={symbol}
          choices={names}
          onPick={setSymbol}
        />
        <Field
          label="Up to (UTC)"
          type="datetime-local"
          value={to}
          onChange={(event) => setTo(event.target.value)}
        />
        <Button onClick={() => void decisions.refetch()}>Ask again</Button>
      </fieldset>
      {decisions.error && <p className="text-down">{decisions.error.message}</p>}
      {rows.map((record) => (
        <DecisionView key={record.seq} record={record} />
      ))}
      {rows.length === 0 && !decisions.isPending && <p className="text-soft">No decisions.</p>}
      {decisions.hasNextPage && (
        <Button onClick={() => void decisions.fetchNextPage()}>Older ones</Button>
      )}
    </Card>
  );
}
