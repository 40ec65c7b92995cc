// Stopping in three stages, each said before it is done.
import { request } from "@/api/request";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Confirm } from "@/components/ui/confirm";
import { isOpen } from "@/lib/order-state";
import { useMay } from "@/session/session";
import { useStream } from "@/stream/store";

type Each = { status: number; symbol?: string; id?: string }[];
const refusedIn = (answers: Each) => answers.filter((each) => each.status >= 300);

async function all(path: string) {
  const refused = refusedIn(await request<Each>("DELETE", path));
  if (refused.length > 0)
    throw new Error(
      `Refused for ${refused.map((each) => each.symbol ?? each.id).join(", ")}; the rest is done.`,
    );
}

export function Stages() {
  const mode = useStream((state) => state.known.status?.mode ?? "");
  const orders = useStream((state) => Object.values(state.known.orders).filter(isOpen).length);
  const held = useStream(
    (state) => Object.values(state.known.positions).filter((each) => Number(each.qty)).length,
  );
  if (!useMay("trader")) return null;
  const reason = { reason: "from the web page" };
  return (
    <Card title="Stop" fixed>
      <div className="flex flex-wrap gap-2">
        <Confirm
          trigger={<Button look="danger">1. Halt new risk</Button>}
          title="Halt trading?"
          action="Halt trading"
          danger
          onConfirm={() => request("POST", "/api/risk/halt", { body: reason })}
        >
          Nothing that takes new risk passes any more. Exits do, open orders stay.
        </Confirm>
        <Confirm
          trigger={<Button look="danger">2. Cancel all orders ({orders})</Button>}
          title={`Cancel ${orders} open orders? (${mode})`}
          action={`Cancel ${orders} orders`}
          danger
          onConfirm={() => all("/api/orders")}
        >
          Also those that protect positions. What is held stays held, then without a stop.
        </Confirm>
        <Confirm
          trigger={<Button look="danger">3. Flatten ({held})</Button>}
          title={`Sell all ${held} positions? (${mode})`}
          action={`Flatten ${held} positions`}
          danger
          word="FLATTEN"
          onConfirm={() => all("/api/positions")}
        >
          Closes every position at the market.
        </Confirm>
      </div>
    </Card>
  );
}
