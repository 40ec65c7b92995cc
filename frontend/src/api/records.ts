// Records of the journal, newest first, page by page.
import { useInfiniteQuery } from "@tanstack/react-query";
import { request } from "@/api/request";
import type { Record as Told } from "@/contract/api";

type Page = { items: Told[]; next_page_token: string | null };
const pageSize = 200;
// The server answers with short pages, even empty ones, where few records are of the type.
const pagesAtOnce = 10;

async function askPage(type: string, from: string): Promise<Page> {
  let page: Page = { items: [], next_page_token: from };
  for (let asked = 0; asked < pagesAtOnce && page.next_page_token !== null; ++asked) {
    const wanted = new URLSearchParams({ limit: String(pageSize) });
    if (type) wanted.set("type", type);
    if (page.next_page_token) wanted.set("page_token", page.next_page_token);
    const next = await request<Page>("GET", `/api/journal?${wanted.toString()}`);
    page = { items: [...page.items, ...next.items], next_page_token: next.next_page_token };
    if (page.items.length > 0) break;
  }
  return page;
}

export function useRecords(type: string, refreshMs?: number) {
  const asked = useInfiniteQuery({
    queryKey: ["journal", type],
    refetchInterval: refreshMs,
    initialPageParam: "",
    queryFn: ({ pageParam }) => askPage(type, pageParam),
    getNextPageParam: (last) => last.next_page_token ?? undefined,
  });
  return { ...asked, records: asked.data?.pages.flatMap((page) => page.items) ?? [] };
}
