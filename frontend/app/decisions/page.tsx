"use client";
import { DecisionsList } from "@/features/decisions/decisions-list";

export default function Decisions() {
  return (
    <>
      <h1 className="sr-only">Decisions</h1>
      <DecisionsList />
    </>
  );
}
