"use client";
import { Screener } from "@/features/markets/screener";

export default function Markets() {
  return (
    <>
      <h1 className="sr-only">Markets</h1>
      <Screener />
    </>
  );
}
