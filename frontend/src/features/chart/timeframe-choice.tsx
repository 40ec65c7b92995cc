import { Button } from "@/components/ui/button";
import { timeframes, useTimeframe } from "@/features/chart/chart-data";

export function TimeframeChoice() {
  const [timeframe, pick] = useTimeframe();
  return (
    <div className="flex gap-1" role="group" aria-label="Length of a candle">
      {timeframes.map((each) => (
        <Button
          key={each}
          look="link"
          aria-pressed={timeframe === each}
          className={timeframe === each ? "font-bold" : undefined}
          onClick={() => pick(each)}
        >
          {each}
        </Button>
      ))}
    </div>
  );
}
