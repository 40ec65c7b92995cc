import { Bar } from "@/components/ui/bar";
import { Card } from "@/components/ui/card";
import { Table } from "@/components/ui/table";
import { money } from "@/lib/format";
import { isOpen } from "@/lib/order-state";
import { asTraded } from "@/lib/symbol";
import { useStream } from "@/stream/store";

// What is at stake in each symbol: what is held there, and how many orders wait.
export function ExposureTable() {
  const positions = useStream((state) => state.known.positions);
  const orders = useStream((state) => state.known.orders);
  const traded = useStream((state) => state.known.status?.symbols);
  const held = Object.values(positions).filter(({ qty }) => Number(qty) !== 0);
  const size = (value: string) => Math.abs(Number(value));
  const rows = held.sort((one, other) => size(other.market_value) - size(one.market_value));
  const most = rows[0] ? size(rows[0].market_value) : 1;
  const waiting = Object.values(orders).filter(isOpen);
  return (
    <Card title="Exposure, by symbol">
      <Table
        label="Exposure"
        rows={rows}
        keyOf={(each) => each.symbol}
        empty="Nothing is held."
        columns={[
          { name: "Symbol", cell: (each) => each.symbol },
          { name: "Side", cell: (each) => each.side },
          {
            name: "Market value",
            number: true,
            cell: (each) => (
              <>
                {money(each.market_value)} <Bar part={size(each.market_value) / most} />
              </>
            ),
          },
          {
            name: "Open orders",
            number: true,
            cell: ({ symbol }) =>
              waiting.filter((each) => each.symbol === asTraded(symbol, traded)).length,
          },
        ]}
      />
    </Card>
  );
}
