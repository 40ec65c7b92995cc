import { Card } from "@/components/ui/card";
import { useMoment } from "@/lib/moment";
import { useMe } from "@/session/session";
import { useStream } from "@/stream/store";

export function ServerFacts() {
  const status = useStream((state) => state.known.status);
  const me = useMe();
  const moment = useMoment();
  if (!status) return null;
  const facts = [
    ["User", `${me.data?.username}, ${me.data?.role}`],
    ["Version", status.version],
    ["Running since", moment(status.started_at)],
    ["Market time", moment(status.market_time)],
    ["Venue", `${status.venue.kind}, ${status.venue.url}`],
    ["Account", `${status.account}, at the broker ${status.broker_account}`],
    ["Strategies", status.strategies.join(", ") || "none"],
  ];
  return (
    <Card title="Server">
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
        {facts.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-soft">{name}</dt>
            <dd className="break-all">{value}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
