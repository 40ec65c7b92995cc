import dynamic from "next/dynamic";
import { useMemo, useState } from "react";
import { Card } from "@/components/ui/card";
import { Choice } from "@/components/ui/field";
import { underwater } from "@/features/portfolio/curve";
import { useHistory, type Timeframe } from "@/features/portfolio/portfolio-data";
import { useHydrated } from "@/lib/hydrated";

const EquityChart = dynamic(() => import("@/components/charts/equity-chart"), {
  ssr: false,
  loading: () => <div className="h-80" />,
});
const timeframes = [
  ["1Min", "Minutes, two days"], ["1H", "Hours, a hundred days"], ["1D", "Days"],
] as const;

export function EquityCard() {
  const [timeframe, setTimeframe] = useState<Timeframe>("1Min");
  const { points, error } = useHistory(timeframe);
  const hydrated = useHydrated();
  const lines = useMemo(
    () => ({
      equity: points.map(({ time, equity }) => ({ time, value: equity })),
      brought: points.map(({ time, contributed }) => ({ time, value: contributed })),
      below: underwater(points).map(({ time, below }) => ({ time, value: below })),
    }),
    [points],
  );
  return (
    <Card title="Equity, and below its best">
      <fieldset disabled={!hydrated} className="mb-2 flex items-end gap-3">
        <Choice label="Points" value={timeframe} choices={timeframes} onPick={setTimeframe} />
        <a className="py-2 underline" href={`/api/portfolio/history?timeframe=${timeframe}&format=csv`}>
          History as CSV
        </a>
      </fieldset>
      {error && <p className="text-down">{error.message}</p>}
      <EquityChart key={timeframe} lines={lines} />
    </Card>
  );
}
