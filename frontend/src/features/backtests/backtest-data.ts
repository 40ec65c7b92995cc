import { useQuery, useQueryClient } from "@tanstack/react-query";
import { request } from "@/api/request";
import type { Amount, Backtest, BacktestResult, Strategy } from "@/contract/api";

export type Trade = {
  symbol: string;
  strategy: string;
  side: "long" | "short";
  opened_at: string;
  closed_at: string;
  bought: Amount;
  sold: Amount;
  paid: Amount;
  received: Amount;
  fees: Amount;
  profit: Amount;
};
export type CurvePoint = { time: string; equity: Amount; drawdown: number | null };
type Told = NonNullable<BacktestResult>;
export type Whole = Backtest & {
  result: (Omit<Told, "curve" | "trades"> & { curve: CurvePoint[]; trades: Trade[] }) | null;
};

const refreshMs = 2_000;
const listed = 200;

export const backtestPath = (id: string) => `/api/backtests/${encodeURIComponent(id)}`;
export const isUnderWay = ({ state }: Pick<Backtest, "state">) =>
  state === "queued" || state === "running";

export const useBacktests = () =>
  useQuery({
    queryKey: ["backtests"],
    queryFn: () => request<{ items: Backtest[] }>("GET", `/api/backtests?limit=${listed}`),
    refetchInterval: refreshMs,
  });

// Asked again until it has ended.
export const useBacktest = (id: string) =>
  useQuery({
    queryKey: ["backtest", id],
    queryFn: () => request<Whole>("GET", backtestPath(id)),
    refetchInterval: ({ state }) => (state.data && !isUnderWay(state.data) ? false : refreshMs),
  });

export const useKnownStrategies = () =>
  useQuery({
    queryKey: ["strategies"],
    queryFn: () => request<{ items: Strategy[] }>("GET", "/api/strategies"),
  });

export function useAskAgain() {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: ["backtests"] });
}
