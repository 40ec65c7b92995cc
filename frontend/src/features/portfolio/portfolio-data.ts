import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { request } from "@/api/request";
import type {
  ClosedTrade, EquityPoint, Portfolio, StrategyProfit, SymbolProfit,
} from "@/contract/api";

const refreshMs = 5_000;
const pointsAsked = 2_000;
const tradesAsked = 100;
type Page<Row> = { items: Row[]; next_page_token: string | null };

const asked = <Answer>(name: string, path: string) => ({
  queryKey: ["portfolio", name],
  queryFn: () => request<Answer>("GET", path),
  refetchInterval: refreshMs,
});

export type Timeframe = "1Min" | "1H" | "1D";

export const usePortfolio = () => useQuery(asked<Portfolio>("sum", "/api/portfolio"));
export const useStrategyProfits = () =>
  useQuery(asked<Page<StrategyProfit>>("strategies", "/api/portfolio/strategies"));
export const useSymbolProfits = () =>
  useQuery(asked<Page<SymbolProfit>>("symbols", "/api/portfolio/symbols"));

const none: EquityPoint[] = [];
const oldestFirst = ({ items }: Page<EquityPoint>) => items.toReversed();

// The latest points, oldest first: the same array until the server tells others.
export function useHistory(timeframe: Timeframe) {
  const path = `/api/portfolio/history?timeframe=${timeframe}&direction=desc&limit=${pointsAsked}`;
  const { data, error } = useQuery({
    ...asked<Page<EquityPoint>>(`history ${timeframe}`, path),
    select: oldestFirst,
  });
  return { points: data ?? none, error };
}

export function useClosedTrades() {
  const told = useInfiniteQuery({
    queryKey: ["portfolio", "trades"],
    initialPageParam: "",
    refetchInterval: refreshMs,
    queryFn: ({ pageParam }) => {
      const from = pageParam ? `&page_token=${encodeURIComponent(pageParam)}` : "";
      return request<Page<ClosedTrade>>("GET", `/api/portfolio/trades?limit=${tradesAsked}${from}`);
    },
    getNextPageParam: (last) => last.next_page_token ?? undefined,
  });
  return { ...told, trades: told.data?.pages.flatMap((page) => page.items) ?? [] };
}
