import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Confirm } from "@/components/ui/confirm";
import { Choice, Field } from "@/components/ui/field";
import { Table, type Column } from "@/components/ui/table";
import type { Role, User } from "@/contract/api";
import { roles, userPath, useUsers, useWrite } from "@/features/settings/access-data";
import { useMay } from "@/session/session";

const passwordLeast = 10; // the server judges

function NewPassword({ text, onType }: { text: string; onType: (text: string) => void }) {
  return (
    <Field
      label={`Password, at least ${passwordLeast} characters`}
      type="password"
      autoComplete="new-password"
      value={text}
      onChange={(event) => onType(event.target.value)}
    />
  );
}

function AddUser() {
  const write = useWrite("users");
  const empty = { name: "", role: "viewer" as Role, password: "" };
  const [wanted, setWanted] = useState(empty);
  return (
    <Confirm
      trigger={<Button>Add a user</Button>}
      title="Add a user?"
      action={`Add ${wanted.name || "the user"} as ${wanted.role}`}
      onConfirm={async () => {
        await write("POST", "/api/users", wanted);
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
        <NewPassword
          text={wanted.password}
          onType={(password) => setWanted({ ...wanted, password })}
        />
      </div>
    </Confirm>
  );
}

function ChangeRole({ user }: { user: User }) {
  const write = useWrite("users");
  const [role, setRole] = useState(user.role);
  return (
    <Confirm
      trigger={<Button look="link">Role</Button>}
      title={`Another role for ${user.name}?`}
      action={`Make ${user.name} ${role}`}
      onConfirm={() => write("PATCH", userPath(user.name), { role })}
    >
      <p className="mb-2">It counts at once, on every page that {user.name} has open.</p>
      <Choice label="Role" value={role} choices={roles} onPick={setRole} />
    </Confirm>
  );
}

function ChangePassword({ user }: { user: User }) {
  const write = useWrite("users");
  const [password, setPassword] = useState("");
  return (
    <Confirm
      trigger={<Button look="link">Password</Button>}
      title={`Another password for ${user.name}?`}
      action={`Change the password of ${user.name}`}
      onConfirm={async () => {
        await write("PATCH", userPath(user.name), { password });
        setPassword("");
      }}
    >
      <p className="mb-2">Every session of {user.name} ends.</p>
      <NewPassword text={password} onType={setPassword} />
    </Confirm>
  );
}

function Remove({ user }: { user: User }) {
  const write = useWrite("users");
  return (
    <Confirm
      trigger={<Button look="link">Remove</Button>}
      title={`Remove ${user.name}?`}
      action={`Remove ${user.name}`}
      danger
      onConfirm={() => write("DELETE", userPath(user.name))}
    >
      Every session of {user.name} ends at once. API keys that {user.name} made stay until they are
      revoked.
    </Confirm>
  );
}

const columns: Column<User>[] = [
  { name: "Name", cell: ({ name }) => name },
  { name: "Role", cell: ({ role }) => role },
  {
    name: "Change",
    action: true,
    cell: (user) => (
      <>
        <ChangeRole key={user.role} user={user} />
        <ChangePassword user={user} />
        <Remove user={user} />
      </>
    ),
  },
];

function Users() {
  const { data, error } = useUsers();
  return (
    <Card title="Users" aside={<AddUser />}>
      <Table
        label="Users"
        rows={data?.items ?? []}
        keyOf={({ name }) => name}
        empty={error?.message ?? "Asking…"}
        columns={columns}
      />
    </Card>
  );
}

export function UsersCard() {
  return useMay("admin") ? <Users /> : null;
}
