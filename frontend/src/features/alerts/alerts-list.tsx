import { useInfiniteQuery } from "@tanstack/react-query";
import clsx from "clsx";
import { request } from "@/api/request";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Choice } from "@/components/ui/field";
import { Table } from "@/components/ui/table";
import { words } from "@/lib/format";
import { useHydrated } from "@/lib/hydrated";
import { useMoment } from "@/lib/moment";
import { isOneOf, useArranged } from "@/session/arrangement";

type Alert = {
  seq: number;
  time: string;
  severity: "info" | "warning" | "error";
  kind: string;
  text: string;
};
type Page = { items: Alert[]; next_page_token: string | null };

const refreshMs = 5_000;
const severities = [["info", "All"], ["warning", "Warnings and errors"], ["error", "Errors"]] as const;
type Severity = Alert["severity"];
const ranks: Severity[] = ["info", "warning", "error"];
const isSeverity = isOneOf(ranks);
const marks = { info: "", warning: "▲ ", error: "■ " };

// What people were told, newest first.
export function AlertsList() {
  const [least, setLeast] = useArranged<Severity>("severity of alerts", "info", isSeverity);
  const hydrated = useHydrated();
  const moment = useMoment();
  const told = useInfiniteQuery({
    queryKey: ["notifications"],
    initialPageParam: "",
    refetchInterval: refreshMs,
    queryFn: ({ pageParam }) =>
      request<Page>("GET", `/api/notifications?limit=200&page_token=${pageParam}`),
    getNextPageParam: (last) => last.next_page_token ?? undefined,
  });
  const rows = (told.data?.pages.flatMap((page) => page.items) ?? []).filter(
    ({ severity }) => ranks.indexOf(severity) >= ranks.indexOf(least),
  );
  return (
    <Card title="Alerts, newest first">
      <fieldset disabled={!hydrated} className="mb-2 max-w-60">
        <Choice label="Severity" value={least} choices={severities} onPick={setLeast} />
      </fieldset>
      {told.error && <p className="text-down">{told.error.message}</p>}
      <Table
        label="Alerts"
        tall
        rows={rows}
        keyOf={({ seq }) => String(seq)}
        empty={told.isPending ? "Asking…" : "Nobody was told anything."}
        columns={[
          { name: "Time", cell: ({ time }) => moment(time), csv: ({ time }) => time },
          {
            name: "Severity",
            cell: ({ severity }) => (
              <span
                className={clsx(
                  severity === "error" && "text-down",
                  severity === "warning" && "text-warn",
                )}
              >
                {marks[severity]}
                {severity}
              </span>
            ),
            csv: ({ severity }) => severity,
          },
          { name: "About", cell: ({ kind }) => words(kind) },
          { name: "What", cell: ({ text }) => <span className="whitespace-normal">{text}</span>, csv: ({ text }) => text },
          { name: "Record", number: true, cell: ({ seq }) => seq },
        ]}
      />
      {told.hasNextPage && <Button onClick={() => void told.fetchNextPage()}>Older ones</Button>}
    </Card>
  );
}
