import { Card } from "@/components/ui/card";
import { Table } from "@/components/ui/table";
import { words } from "@/lib/format";
import { useMoment } from "@/lib/moment";
import { useStream } from "@/stream/store";

export function SignalsTable() {
  const signals = useStream((state) => state.known.signals);
  const moment = useMoment();
  return (
    <Card title="Latest signals">
      <Table
        label="Signals"
        rows={signals}
        keyOf={(each) => String(each.seq)}
        empty="No strategy has wanted anything since this page was opened."
        columns={[
          { name: "Time", cell: (each) => moment(each.time) },
          { name: "Symbol", cell: (each) => each.content.symbol },
          { name: "Wants", cell: (each) => words(each.content.verdict) },
          { name: "Because", cell: (each) => words(each.content.reason) },
          { name: "Strategy", cell: (each) => words(each.content.strategy) },
        ]}
      />
    </Card>
  );
}
