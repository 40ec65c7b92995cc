"use client";
import { AccountTiles } from "@/features/account/account-tiles";
import { SignalsTable } from "@/features/decisions/signals-table";
import { OrdersTable } from "@/features/orders/orders-table";
import { PositionsTable } from "@/features/positions/positions-table";

export default function Overview() {
  return (
    <div className="grid gap-3">
      <h1 className="sr-only">Overview</h1>
      <AccountTiles />
      <div className="grid gap-3 xl:grid-cols-2">
        <PositionsTable />
        <SignalsTable />
      </div>
      <OrdersTable />
    </div>
  );
}
