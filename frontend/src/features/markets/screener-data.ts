import { useQuery } from "@tanstack/react-query";
import { request } from "@/api/request";
import type { ScreenerRow } from "@/contract/api";

type Page = { items: ScreenerRow[]; next_page_token: string | null };

const refreshMs = 5_000;
const pageRows = 500;
const pagesMost = 40; // twenty thousand symbols

// All of them: by symbol, so that a page begins where the one before it ended though prices move.
async function askAll(): Promise<ScreenerRow[]> {
  const rows = new Map<string, ScreenerRow>();
  let token: string | null = "";
  for (let page = 0; page < pagesMost && token !== null; ++page) {
    const told: Page = await request<Page>(
      "GET",
      `/api/screener?sort=symbol&direction=asc&limit=${pageRows}&page_token=${token}`,
    );
    for (const row of told.items) rows.set(row.symbol, row);
    token = told.next_page_token;
  }
  return [...rows.values()];
}

export const useScreener = () =>
  useQuery({ queryKey: ["screener"], queryFn: askAll, refetchInterval: refreshMs });
