"use client";
import { useSearchParams } from "next/navigation";
import { Suspense } from "react";
import { BacktestForm } from "@/features/backtests/backtest-form";
import { BacktestResult } from "@/features/backtests/backtest-result";
import { BacktestsTable } from "@/features/backtests/backtests-table";

function Asked() {
  const id = useSearchParams().get("id");
  return id ? <BacktestResult id={id} /> : null;
}

export default function Backtests() {
  return (
    <div className="grid gap-3">
      <h1 className="sr-only">Backtests</h1>
      <BacktestForm />
      <BacktestsTable />
      <Suspense>
        <Asked />
      </Suspense>
    </div>
  );
}
