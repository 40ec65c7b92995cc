"use client";
import dynamic from "next/dynamic";
import { useSearchParams } from "next/navigation";
import { Suspense, useEffect } from "react";
import { Panels } from "@/components/layout/panels";
import { Card } from "@/components/ui/card";
import { ChartTable } from "@/features/chart/chart-table";
import { TimeframeChoice } from "@/features/chart/timeframe-choice";
import { Watchlist } from "@/features/markets/watchlist";
import { NewsList } from "@/features/news/news-list";
import { OrderTicket } from "@/features/orders/order-ticket";
import { OrdersTable } from "@/features/orders/orders-table";
import { PositionsTable } from "@/features/positions/positions-table";
import { asTraded } from "@/lib/symbol";
import { isText, useArranged } from "@/session/arrangement";
import { useStream } from "@/stream/store";

const PriceChart = dynamic(() => import("@/features/chart/price-chart"), {
  ssr: false,
  loading: () => <div className="h-[26rem]" />,
});

function Desk() {
  const traded = useStream((state) => state.known.status?.symbols);
  const asked = useSearchParams().get("symbol");
  const [last, keepLast] = useArranged("symbol", "BTC/USD", isText);
  useEffect(() => {
    if (asked && asked !== last) keepLast(asked);
  });
  const symbol = asTraded(asked ?? last, traded);
  return (
    <div className="grid gap-3 lg:grid-cols-[18rem_minmax(0,1fr)_18rem] xl:grid-cols-[21rem_minmax(0,1fr)_18rem]">
      <h1 className="sr-only">Trade {symbol}</h1>
      <div className="order-3 min-w-0 lg:order-1">
        <Watchlist />
      </div>
      <div className="order-1 min-w-0 lg:order-2">
        <Card title={symbol} name="Chart" aside={<TimeframeChoice />}>
          <PriceChart symbol={symbol} />
          <ChartTable symbol={symbol} />
        </Card>
      </div>
      <div className="order-2 min-w-0 lg:order-3">
        <OrderTicket key={symbol} symbol={symbol} />
      </div>
      <div className="order-4 min-w-0 lg:col-span-3">
        <Panels
          name="trade"
          panels={[
            { name: "positions", content: <PositionsTable /> },
            { name: "orders", content: <OrdersTable /> },
            { name: "news", content: <NewsList symbol={symbol} /> },
          ]}
        />
      </div>
    </div>
  );
}

export default function Trade() {
  return (
    <Suspense>
      <Desk />
    </Suspense>
  );
}
