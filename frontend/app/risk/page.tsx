"use client";
import { RiskLimits } from "@/features/risk/risk-limits";
import { Stages } from "@/features/risk/stages";

export default function RiskPage() {
  return (
    <div className="grid gap-3">
      <h1 className="sr-only">Risk</h1>
      <Stages />
      <RiskLimits />
    </div>
  );
}
