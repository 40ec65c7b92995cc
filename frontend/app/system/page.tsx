"use client";
import { MailboxesTable, RolesTable } from "@/features/system/roles-table";
import { SupervisionTree } from "@/features/system/supervision-tree";
import { TimesTable } from "@/features/system/times-table";

export default function System() {
  return (
    <div className="grid gap-3 lg:grid-cols-2">
      <h1 className="sr-only">System</h1>
      <SupervisionTree />
      <RolesTable />
      <MailboxesTable />
      <TimesTable />
    </div>
  );
}
