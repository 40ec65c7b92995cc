// The venue's news of a symbol, latest first; a page of the server holds for a minute.
import { useInfiniteQuery } from "@tanstack/react-query";
import { request } from "@/api/request";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { useMoment } from "@/lib/moment";
import { useKeptHeight } from "@/session/arrangement";

// As Alpaca tells them.
type Article = {
  id: number;
  headline: string;
  summary: string;
  source: string;
  created_at: string;
  url: string | null;
};
type Page = { items: Article[]; next_page_token: string | null; source: string; age_ms: number };

const refreshMs = 60_000;
const asked = 10;

function Headline({ headline, url }: Article) {
  // The address is a stranger's word: anything but a web page is not made a link.
  if (!url || !/^https?:\/\//i.test(url)) return <b>{headline}</b>;
  return (
    <a className="font-semibold underline" href={url} target="_blank" rel="noopener noreferrer">
      {headline}
    </a>
  );
}

export function NewsList({ symbol }: { symbol: string }) {
  const moment = useMoment();
  const { box, style } = useKeptHeight("news");
  const told = useInfiniteQuery({
    queryKey: ["news", symbol],
    initialPageParam: "",
    refetchInterval: refreshMs,
    queryFn: ({ pageParam }) => {
      const wanted = new URLSearchParams({ limit: String(asked) });
      if (pageParam) wanted.set("page_token", pageParam);
      const path = `/api/news/${encodeURIComponent(symbol)}?${wanted.toString()}`;
      return request<Page>("GET", path);
    },
    getNextPageParam: (last) => last.next_page_token ?? undefined,
  });
  const articles = told.data?.pages.flatMap(({ items }) => items) ?? [];
  const source = told.data?.pages[0]?.source;
  return (
    <Card title={`News of ${symbol}`} name="News">
      <div
        ref={box}
        style={style}
        className="relative h-56 resize-y overflow-auto"
        role="group"
        aria-label="News"
        tabIndex={0}
      >
        {told.error && <p className="text-down">{told.error.message}</p>}
        {articles.map((each) => (
          <article key={each.id} className="border-b py-2 text-sm">
            <Headline {...each} />
            <p>{each.summary}</p>
            <p className="text-xs text-soft">
              {moment(each.created_at)}, {each.source}
            </p>
          </article>
        ))}
        {articles.length === 0 && !told.error && (
          <p className="text-soft">{told.isPending ? "Asking…" : "There are none."}</p>
        )}
        {told.hasNextPage && (
          <Button
            look="link"
            disabled={told.isFetching}
            onClick={() => void told.fetchNextPage()}
          >
            Older ones
          </Button>
        )}
      </div>
      <p className="mt-1 text-xs text-soft">{source && `Told by ${source}`}</p>
    </Card>
  );
}
