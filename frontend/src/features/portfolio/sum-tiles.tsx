import { Card } from "@/components/ui/card";
import { Profit, Tile } from "@/components/ui/amount";
import { usePortfolio } from "@/features/portfolio/portfolio-data";
import { money } from "@/lib/format";
import { useMoment } from "@/lib/moment";

export function SumTiles() {
  const { data, error } = usePortfolio();
  const moment = useMoment();
  if (!data) {
    return (
      <Card title="Portfolio" className="min-h-56">
        {error?.message ?? "Asking…"}
      </Card>
    );
  }
  return (
    <Card title="Portfolio">
      <div className="grid grid-cols-2 gap-2 sm:grid-cols-3 lg:grid-cols-5" data-testid="portfolio">
        <Tile name="Equity">{money(data.equity)}</Tile>
        <Tile name="Cash">{money(data.cash)}</Tile>
        <Tile name="Brought in by its owner">{money(data.contributed)}</Tile>
        <Tile name="Profit of the day">
          <Profit value={data.day_pl} />
        </Tile>
        <Tile name="Profit in all">
          <Profit value={data.total_pl} />
        </Tile>
        <Tile name="Realised in all">
          <Profit value={data.realized_pl} />
        </Tile>
        <Tile name="Open now">
          <Profit value={data.unrealized_pl} />
        </Tile>
        <Tile name="Fees in all">{money(data.fees)}</Tile>
        <Tile name="Income in all">{money(data.income)}</Tile>
        <Tile name="Executions in all">{data.executions}</Tile>
      </div>
      <p className="mt-2 text-xs text-soft">
        At {moment(data.time)}; the day ends at {moment(data.day_ends_at)}.
      </p>
    </Card>
  );
}
