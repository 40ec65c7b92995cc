import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Profit } from "@/components/ui/amount";
import { Table } from "@/components/ui/table";
import { useClosedTrades } from "@/features/portfolio/portfolio-data";
import { money, price, quantity, words } from "@/lib/format";
import { useMoment } from "@/lib/moment";

export function ClosedTrades() {
  const { trades, error, hasNextPage, fetchNextPage } = useClosedTrades();
  const moment = useMoment();
  const all = (
    <a className="text-sm underline" href="/api/portfolio/trades?format=csv">
      All trades as CSV
    </a>
  );
  return (
    <Card title="Closed trades, newest first" aside={all}>
      <Table
        label="Closed trades"
        rows={trades}
        keyOf={(each, index) => `${each.closed_at} ${trades.length - index}`}
        empty={error?.message ?? "Nothing was closed yet."}
        columns={[
          { name: "Opened", cell: (each) => moment(each.opened_at), csv: (each) => each.opened_at },
          { name: "Closed", cell: (each) => moment(each.closed_at), csv: (each) => each.closed_at },
          { name: "Symbol", cell: (each) => each.symbol },
          { name: "Strategy", cell: (each) => words(each.strategy) },
          { name: "Side", cell: (each) => each.side },
          { name: "Quantity", number: true, cell: (each) => quantity(each.qty), csv: (each) => each.qty },
          { name: "Entry", number: true, cell: (each) => price(each.entry_price), csv: (each) => each.entry_price },
          { name: "Exit", number: true, cell: (each) => price(each.exit_price), csv: (each) => each.exit_price },
          { name: "Fees", number: true, cell: (each) => money(each.fees), csv: (each) => each.fees },
          { name: "Profit", number: true, cell: (each) => <Profit value={each.realized_pl} />, csv: (each) => each.realized_pl },
        ]}
      />
      {hasNextPage && <Button onClick={() => void fetchNextPage()}>Older ones</Button>}
    </Card>
  );
}
