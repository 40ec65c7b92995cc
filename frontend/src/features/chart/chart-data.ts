// Everything a chart shows, asked of the server: candles, the indicators that each decision had as
// its inputs, and the fills.
import { useQuery } from "@tanstack/react-query";
import { request } from "@/api/request";
import type { Bar, Order } from "@/contract/api";
import type { DecisionRecord } from "@/stream/model";

const barsAsked = 1000;
const decisionsAsked = 1000;
const refreshMs = 15_000;

export type Point = { time: number; value: number };
export type ChartData = { bars: Bar[]; inputs: Record<string, Point[]> };

export const seconds = (text: string) => Math.floor(Date.parse(text) / 1000);

function inputsOf(decisions: DecisionRecord[], bars: Bar[]): Record<string, Point[]> {
  // A decision is made when its candle closes; the candle is drawn at its start.
  const starts = bars.map((each) => seconds(each.t));
  const length = starts.length > 1 ? starts[1]! - starts[0]! : 60;
  const points: Record<string, Map<number, number>> = {};
  for (const { time, content } of decisions)
    if (content.stage === "strategy")
      for (const [name, value] of Object.entries(content.inputs))
        if (typeof value === "number")
          (points[name] ??= new Map()).set(seconds(time) - length, value);
  return Object.fromEntries(
    Object.entries(points).map(([name, told]) => [
      name,
      [...told].sort(([one], [other]) => one - other).map(([time, value]) => ({ time, value })),
    ]),
  );
}

export function useChartData(symbol: string) {
  const asked = encodeURIComponent(symbol);
  return useQuery({
    queryKey: ["chart", symbol],
    refetchInterval: refreshMs,
    queryFn: async (): Promise<ChartData> => {
      const [bars, page] = await Promise.all([
        request<Bar[]>("GET", `/api/bars/${asked}?limit=${barsAsked}`),
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

export function marksOf(orders: Record<string, Order>, symbol: string): Mark[] {
  return Object.values(orders)
    .filter((each) => each.symbol === symbol && each.filled_at && Number(each.filled_qty) > 0)
    .map((each) => ({
      time: Math.floor(seconds(each.filled_at!) / 60) * 60,
      side: each.side,
      text: `${each.side} ${each.filled_qty}`,
    }))
    .sort((one, other) => one.time - other.time);
}
