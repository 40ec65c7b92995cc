// Everything a chart shows, asked of the server: candles, the indicators that each decision had as
// its inputs, and the fills.
import { useQuery } from "@tanstack/react-query";
import { request } from "@/api/request";
import type { Bar, Order } from "@/contract/api";
import { isOneOf, useArranged } from "@/session/arrangement";
import type { DecisionRecord } from "@/stream/model";

const barsAsked = 1000;
const decisionsAsked = 1000;
const refreshMs = 15_000;

export type Point = { time: number; value: number };
export type ChartData = { bars: Bar[]; inputs: Record<string, Point[]> };

export const timeframes = ["1Min", "5Min", "15Min", "1Hour", "1Day"] as const;
export type Timeframe = (typeof timeframes)[number];
const isTimeframe = isOneOf(timeframes);
export const useTimeframe = () => useArranged<Timeframe>("timeframe", "1Min", isTimeframe);

export const seconds = (text: string) => Math.floor(Date.parse(text) / 1000);

// The start of the candle that holds a moment; of one that is not there yet, by the length of the others.
function startOf(starts: number[], time: number): number {
  const at = starts.findLastIndex((each) => each <= time);
  if (at === -1) return Math.floor(time / 60) * 60;
  if (at < starts.length - 1) return starts[at]!;
  const length = at > 0 ? starts[at]! - starts[at - 1]! : 60;
  return starts[at]! + Math.floor((time - starts[at]!) / length) * length;
}

// Of the decisions within one candle the last counts.
export function inputsOf(decisions: DecisionRecord[], bars: Bar[]): Record<string, Point[]> {
  const starts = bars.map((each) => seconds(each.t));
  const points: Record<string, Map<number, number>> = {};
  for (const { time, content } of decisions.toReversed()) {
    if (content.stage !== "strategy") continue;
    // A decision is made when its candle closes, which is when the next begins.
    const start = startOf(starts, seconds(time) - 1);
    for (const [name, value] of Object.entries(content.inputs))
      if (typeof value === "number") (points[name] ??= new Map()).set(start, value);
  }
  return Object.fromEntries(
    Object.entries(points).map(([name, told]) => [
      name,
      [...told].sort(([one], [other]) => one - other).map(([time, value]) => ({ time, value })),
    ]),
  );
}

export function useChartData(symbol: string) {
  const [timeframe] = useTimeframe();
  const asked = encodeURIComponent(symbol);
  return useQuery({
    queryKey: ["chart", symbol, timeframe],
    refetchInterval: refreshMs,
    queryFn: async (): Promise<ChartData> => {
      const [bars, page] = await Promise.all([
        request<Bar[]>("GET", `/api/bars/${asked}?timeframe=${timeframe}&limit=${barsAsked}`),
        request<{ items: DecisionRecord[] }>(
          "GET",
          `/api/decisions?symbol=${asked}&limit=${decisionsAsked}`,
        ),
      ]);
      return { bars, inputs: inputsOf(page.items, bars) };
    },
  });
}

export type Mark = { time: number; side: Order["side"]; text: string };

export function marksOf(orders: Record<string, Order>, symbol: string, bars: Bar[]): Mark[] {
  const starts = bars.map((each) => seconds(each.t));
  return Object.values(orders)
    .filter((each) => each.symbol === symbol && each.filled_at && Number(each.filled_qty) > 0)
    .map((each) => ({
      time: startOf(starts, seconds(each.filled_at!)),
      side: each.side,
      text: `${each.side} ${each.filled_qty}`,
    }))
    .sort((one, other) => one.time - other.time);
}
