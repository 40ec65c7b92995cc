"use client";
import { AlertsList } from "@/features/alerts/alerts-list";

export default function Alerts() {
  return (
    <>
      <h1 className="sr-only">Alerts</h1>
      <AlertsList />
    </>
  );
}
