"use client";
import { ExposureTable } from "@/features/risk/exposure-table";
import { useRisk } from "@/features/risk/risk-data";
import { RiskLimits } from "@/features/risk/risk-limits";
import { RiskState } from "@/features/risk/risk-state";
import { RefusalsTable, RulesTable } from "@/features/risk/rules-table";
import { Stages } from "@/features/risk/stages";

// What follows what is still asked for comes with it, so that it does not have to make room.
function Details() {
  if (useRisk().isPending) return null;
  return (
    <>
      <RulesTable />
      <RefusalsTable />
      <RiskLimits />
    </>
  );
}

export default function RiskPage() {
  return (
    <div className="grid gap-3">
      <h1 className="sr-only">Risk</h1>
      <Stages />
      <div className="grid gap-3 xl:grid-cols-2">
        <RiskState />
        <ExposureTable />
      </div>
      <Details />
    </div>
  );
}
