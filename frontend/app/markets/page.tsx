"use client";
import { Watchlist } from "@/features/markets/watchlist";

export default function Markets() {
  return (
    <>
      <h1 className="sr-only">Markets</h1>
      <Watchlist tall />
    </>
  );
}
