// Who changed what, newest first: each write that was carried out, or forbidden.
import { useInfiniteQuery } from "@tanstack/react-query";
import { Dialog } from "radix-ui";
import { useMemo, useState } from "react";
import { request } from "@/api/request";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Table, type Column } from "@/components/ui/table";
import type { AuditEntry } from "@/contract/api";
import { useHydrated } from "@/lib/hydrated";
import { useMoment, type Moment } from "@/lib/moment";
import { useMay } from "@/session/session";

type Page = { items: AuditEntry[]; next_page_token: string | null };
const refreshMs = 10_000;
const pageEntries = 100;

const text = (told: unknown) =>
  told === null || told === undefined || told === "" ? "nothing" : JSON.stringify(told, null, 1);

function Whole({ entry }: { entry: AuditEntry }) {
  const parts = [["Asked", entry.asked], ["Before", entry.before], ["After", entry.after]] as const;
  return (
    <Dialog.Root>
      <Dialog.Trigger asChild>
        <Button look="link">All of it</Button>
      </Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-black/60" />
        <Dialog.Content
          aria-describedby={undefined}
          className="fixed top-1/2 left-1/2 z-50 max-h-[90dvh] w-[min(44rem,94vw)] -translate-x-1/2 -translate-y-1/2 overflow-auto rounded-lg border bg-card p-4 text-sm"
        >
          <Dialog.Title className="mb-2 font-semibold">
            {entry.method} {entry.path}, by {entry.who}
          </Dialog.Title>
          <p className="text-xs text-soft">
            Request {entry.request_id} from {entry.address || "the command line"}, answered with{" "}
            {entry.status}.
          </p>
          {parts.map(([name, told]) => (
            <section key={name} className="mt-2">
              <h3 className="text-xs font-semibold">{name}</h3>
              <pre tabIndex={0} className="num overflow-x-auto text-xs">
                {text(told)}
              </pre>
            </section>
          ))}
          <Dialog.Close asChild>
            <Button className="mt-3">Close</Button>
          </Dialog.Close>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

const columnsOf = (moment: Moment): Column<AuditEntry>[] => [
  { name: "Time", cell: ({ time }) => moment(time), csv: ({ time }) => time },
  { name: "Who", cell: ({ who }) => who },
  { name: "Role", cell: ({ role }) => role },
  { name: "From", cell: ({ address }) => address },
  { name: "Write", cell: ({ method, path }) => `${method} ${path}` },
  {
    name: "Answer",
    number: true,
    cell: ({ status }) => (
      <span className={status >= 400 ? "text-down" : undefined}>{status || "–"}</span>
    ),
    csv: ({ status }) => status,
  },
  { name: "Content", action: true, cell: (entry) => <Whole entry={entry} /> },
];

function Entries() {
  const hydrated = useHydrated();
  const moment = useMoment();
  const [who, setWho] = useState("");
  const columns = useMemo(() => columnsOf(moment), [moment]);
  const told = useInfiniteQuery({
    queryKey: ["audit", who.trim()],
    initialPageParam: "",
    refetchInterval: refreshMs,
    queryFn: ({ pageParam }) => {
      const wanted = new URLSearchParams({ limit: String(pageEntries) });
      if (who.trim()) wanted.set("who", who.trim());
      if (pageParam) wanted.set("page_token", pageParam);
      return request<Page>("GET", `/api/audit?${wanted.toString()}`);
    },
    getNextPageParam: (last) => last.next_page_token ?? undefined,
  });
  return (
    <Card title="Who changed what, newest first">
      <fieldset disabled={!hydrated} className="mb-2 max-w-72">
        <Field
          label="Who (a user, or key: and its name)"
          autoComplete="off"
          value={who}
          onChange={(event) => setWho(event.target.value)}
        />
      </fieldset>
      {told.error && <p className="text-down">{told.error.message}</p>}
      {told.isPending ? (
        <p className="min-h-96 text-soft">Asking…</p>
      ) : (
        <Table
          label="Audit"
          tall
          rows={told.data?.pages.flatMap(({ items }) => items) ?? []}
          keyOf={({ request_id, time }) => `${request_id} ${time}`}
          empty="Nobody has changed anything."
          columns={columns}
        />
      )}
      {told.hasNextPage && (
        <Button disabled={told.isFetching} onClick={() => void told.fetchNextPage()}>
          Older ones
        </Button>
      )}
    </Card>
  );
}

export function AuditList() {
  return useMay("admin") ? (
    <Entries />
  ) : (
    <p className="text-soft">Only an admin reads who changed what.</p>
  );
}
