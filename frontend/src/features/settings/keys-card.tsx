import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Confirm } from "@/components/ui/confirm";
import { Choice, Field } from "@/components/ui/field";
import { Table, type Column } from "@/components/ui/table";
import type { ApiKey, Role } from "@/contract/api";
import { keyPath, roles, useKeys, useWrite } from "@/features/settings/access-data";
import { useMoment } from "@/lib/moment";
import { useMay } from "@/session/session";

const daysAtFirst = "365";

function MakeKey({ onMade }: { onMade: (made: ApiKey) => void }) {
  const write = useWrite("keys");
  const empty = { name: "", role: "viewer" as Role, days: daysAtFirst };
  const [wanted, setWanted] = useState(empty);
  return (
    <Confirm
      trigger={<Button>Make a key</Button>}
      title="Make an API key?"
      action={`Make the key ${wanted.name} as ${wanted.role}`}
      onConfirm={async () => {
        const { name, role, days } = wanted;
        onMade(await write<ApiKey>("POST", "/api/keys", { name, role, expires_in_days: Number(days) }));
        setWanted(empty);
      }}
    >
      <div className="grid gap-2">
        <Field
          label="Name"
          autoComplete="off"
          value={wanted.name}
          onChange={(event) => setWanted({ ...wanted, name: event.target.value })}
        />
        <Choice
          label="Role"
          value={wanted.role}
          choices={roles}
          onPick={(role) => setWanted({ ...wanted, role })}
        />
        <Field
          label="Days until it expires"
          inputMode="numeric"
          value={wanted.days}
          onChange={(event) => setWanted({ ...wanted, days: event.target.value })}
        />
      </div>
    </Confirm>
  );
}

function Revoke({ known }: { known: ApiKey }) {
  const write = useWrite("keys");
  return (
    <Confirm
      trigger={<Button look="link">Revoke</Button>}
      title={`Revoke the key ${known.name}?`}
      action={`Revoke ${known.name}`}
      danger
      onConfirm={() => write("DELETE", keyPath(known.id))}
    >
      It opens nothing any more, and its streams end. It cannot be brought back.
    </Confirm>
  );
}

function Keys() {
  const { data, error } = useKeys();
  const moment = useMoment();
  const [made, setMade] = useState<ApiKey | null>(null);
  const columns: Column<ApiKey>[] = [
    { name: "Name", cell: ({ name }) => name },
    { name: "Role", cell: ({ role }) => role },
    { name: "Made by", cell: (known) => known.made_by },
    { name: "Made", cell: (known) => moment(known.made_at) },
    { name: "Expires", cell: (known) => moment(known.expires_at) },
    { name: "Change", action: true, cell: (known) => <Revoke known={known} /> },
  ];
  return (
    <Card title="API keys, for machines" aside={<MakeKey onMade={setMade} />}>
      <div role="status">
        {made?.key && (
          <p className="mb-2 rounded-md border border-accent p-2 text-sm">
            The key {made.name}, told this once:{" "}
            <code className="num break-all select-all">{made.key}</code>{" "}
            <Button look="link" onClick={() => setMade(null)}>
              I have it
            </Button>
          </p>
        )}
      </div>
      <Table
        label="API keys"
        rows={data?.items ?? []}
        keyOf={({ id }) => id}
        empty={error?.message ?? (data ? "There are none." : "Asking…")}
        columns={columns}
      />
    </Card>
  );
}

export function KeysCard() {
  return useMay("admin") ? <Keys /> : null;
}
