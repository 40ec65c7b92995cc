"use client";
import { Panels } from "@/components/layout/panels";
import { AccountTiles } from "@/features/account/account-tiles";
import { SignalsTable } from "@/features/decisions/signals-table";
import { OrdersTable } from "@/features/orders/orders-table";
import { PositionsTable } from "@/features/positions/positions-table";

export default function Overview() {
  return (
    <div className="grid gap-3">
      <h1 className="sr-only">Overview</h1>
      <AccountTiles />
      <Panels
        name="overview"
        columns
        panels={[
          { name: "positions", content: <PositionsTable /> },
          { name: "signals", content: <SignalsTable /> },
          { name: "orders", wide: true, content: <OrdersTable /> },
        ]}
      />
    </div>
  );
}
