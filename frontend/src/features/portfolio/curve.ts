// What the history of equity says besides itself: how far below its best the profit lay, and what each
// step brought. Profit leaves out what the owner brought in, so a deposit lifts nothing.
import type { EquityPoint } from "@/contract/api";
import { greater, minus } from "@/lib/decimal";

export type Below = { time: string; below: string };
export function underwater(points: EquityPoint[]): Below[] {
  let best = points[0]?.total_pl ?? "0";
  return points.map(({ time, total_pl }) => {
    best = greater(best, total_pl);
    return { time, below: minus(total_pl, best) };
  });
}

export type Step = { time: string; equity: string; profit: string };
// Newest first; the first point has nothing before it.
export const steps = (points: EquityPoint[]): Step[] =>
  points
    .slice(1)
    .map(({ time, equity, total_pl }, index) => ({
      time,
      equity,
      profit: minus(total_pl, points[index]!.total_pl),
    }))
    .reverse();
