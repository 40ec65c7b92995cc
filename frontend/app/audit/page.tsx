"use client";
import { AuditList } from "@/features/audit/audit-list";

export default function Audit() {
  return (
    <>
      <h1 className="sr-only">Audit</h1>
      <AuditList />
    </>
  );
}
