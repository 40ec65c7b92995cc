import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { request } from "@/api/request";
import type {
  ClosedTrade, EquityPoint, Portfolio, StrategyProfit, SymbolProfit,
} from "@/contract/api";

const refreshMs = 5_000;
const pointsAsked = 2_000;
const tradesAsked = 100;
type Page<Row> = { items: Row[]; next_page_token: string | null };

function useAsked<Answer>(name: string, path: string) {
  return useQuery({
    queryKey: ["portfolio", name],
    queryFn: () => request<Answer>("GET", path),
    refetchInterval: refreshMs,
  });
}

export type Timeframe = "1Min" | "1H" | "1D";

export const usePortfolio = () => useAsked<Portfolio>("sum", "/api/portfolio");
export const useStrategyProfits = () =>
  useAsked<Page<StrategyProfit>>("strategies", "/api/portfolio/strategies");
export const useSymbolProfits = () =>
  useAsked<Page<SymbolProfit>>("symbols", "/api/portfolio/symbols");

// The latest points, oldest first.
export function useHistory(timeframe: Timeframe) {
  const asked = useAsked<Page<EquityPoint>>(
    `history ${timeframe}`,
    `/api/portfolio/history?timeframe=${timeframe}&direction=desc&limit=${pointsAsked}`,
  );
  return { ...asked, points: asked.data?.items.toReversed() ?? [] };
}

export function useClosedTrades() {
  const asked = useInfiniteQuery({
    queryKey: ["portfolio", "trades"],
    initialPageParam: "",
    refetchInterval: refreshMs,
    queryFn: ({ pageParam }) => {
      const from = pageParam ? `&page_token=${encodeURIComponent(pageParam)}` : "";
      return request<Page<ClosedTrade>>("GET", `/api/portfolio/trades?limit=${tradesAsked}${from}`);
    },
    getNextPageParam: (last) => last.next_page_token ?? undefined,
  });
  return { ...asked, trades: asked.data?.pages.flatMap((page) => page.items) ?? [] };
}
