"use client";
import { LogList } from "@/features/logs/log-list";

export default function Logs() {
  return (
    <>
      <h1 className="sr-only">Logs</h1>
      <LogList />
    </>
  );
}
