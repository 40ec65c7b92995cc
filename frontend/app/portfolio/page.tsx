"use client";
import { ClosedTrades } from "@/features/portfolio/closed-trades";
import { EquityCard } from "@/features/portfolio/equity-card";
import { ByDay, ByStrategy, BySymbol } from "@/features/portfolio/profit-tables";
import { SumTiles } from "@/features/portfolio/sum-tiles";

export default function PortfolioPage() {
  return (
    <div className="grid gap-3">
      <h1 className="sr-only">Portfolio</h1>
      <SumTiles />
      <EquityCard />
      <div className="grid gap-3 xl:grid-cols-2">
        <ByStrategy />
        <ByDay />
      </div>
      <BySymbol />
      <ClosedTrades />
    </div>
  );
}
