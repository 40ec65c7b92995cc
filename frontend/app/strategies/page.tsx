"use client";
import { useSearchParams } from "next/navigation";
import { Suspense } from "react";
import { StrategyDesk } from "@/features/strategies/strategy-desk";

function Asked() {
  return <StrategyDesk asked={useSearchParams().get("id")} />;
}

export default function Strategies() {
  return (
    <div className="grid gap-3">
      <h1 className="sr-only">Strategies</h1>
      <Suspense>
        <Asked />
      </Suspense>
    </div>
  );
}
