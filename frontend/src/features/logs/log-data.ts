import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { request } from "@/api/request";
import type { LogLine } from "@/contract/api";

export type Page = {
  items: LogLine[];
  next_page_token: string | null;
  forgotten: number;
  given_up: number;
};
export type Filter = { level: string; event: string; role: string; text: string };

const refreshMs = 2_000;
const pageLines = 500;

export function useLines(filter: Filter, follows: boolean) {
  const asked = useInfiniteQuery({
    queryKey: ["logs", filter],
    initialPageParam: "",
    refetchInterval: follows && refreshMs,
    placeholderData: keepPreviousData,
    queryFn: ({ pageParam }) => {
      const wanted = new URLSearchParams({ limit: String(pageLines) });
      for (const [name, value] of Object.entries({ ...filter, page_token: pageParam }))
        if (value.trim()) wanted.set(name, value.trim());
      return request<Page>("GET", `/api/logs?${wanted.toString()}`);
    },
    getNextPageParam: (last) => last.next_page_token ?? undefined,
  });
  return { ...asked, lines: asked.data?.pages.flatMap(({ items }) => items) ?? [] };
}
