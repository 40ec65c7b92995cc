"use client";
import { ExposureTable } from "@/features/risk/exposure-table";
import { RiskLimits } from "@/features/risk/risk-limits";
import { RiskState } from "@/features/risk/risk-state";
import { RefusalsTable, RulesTable } from "@/features/risk/rules-table";
import { Stages } from "@/features/risk/stages";

export default function RiskPage() {
  return (
    <div className="grid gap-3">
      <h1 className="sr-only">Risk</h1>
      <Stages />
      <div className="grid gap-3 xl:grid-cols-2">
        <RiskState />
        <ExposureTable />
      </div>
      <RulesTable />
      <RefusalsTable />
      <RiskLimits />
    </div>
  );
}
