import { Card } from "@/components/ui/card";
import { Table } from "@/components/ui/table";
import { useTopology } from "@/features/system/system-data";
import { quantity, words } from "@/lib/format";

export function RolesTable() {
  const { data } = useTopology();
  return (
    <Card title="Roles">
      <Table
        label="Roles"
        rows={data?.roles ?? []}
        keyOf={(each) => `${each.role}/${each.shard}`}
        empty="Nothing is known yet."
        columns={[
          { name: "Role", cell: (each) => words(each.role) + (each.shard ? ` ${each.shard}` : "") },
          { name: "Node", cell: (each) => each.node },
          {
            name: "State",
            cell: (each) => (each.ready ? "ready" : each.present ? "not ready" : "gone"),
          },
          { name: "Incarnation", number: true, cell: (each) => each.incarnation },
          { name: "Note", cell: (each) => each.note },
        ]}
      />
    </Card>
  );
}

export function MailboxesTable() {
  const { data } = useTopology();
  return (
    <Card title="Mailboxes">
      <Table
        label="Mailboxes"
        rows={data?.mailboxes ?? []}
        keyOf={(each) => `${each.lane} ${each.actor}`}
        empty="Nothing is known yet."
        columns={[
          { name: "Actor", cell: (each) => words(each.actor) },
          { name: "Lane", cell: (each) => each.lane },
          { name: "Waiting", number: true, cell: (each) => quantity(each.depth) },
          { name: "Received", number: true, cell: (each) => quantity(each.received) },
        ]}
      />
    </Card>
  );
}
