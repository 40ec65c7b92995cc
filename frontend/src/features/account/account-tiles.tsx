import { useQuery } from "@tanstack/react-query";
import { request } from "@/api/request";
import { Card } from "@/components/ui/card";
import { Profit, Tile } from "@/components/ui/amount";
import type { Risk } from "@/contract/api";
import { money } from "@/lib/format";
import { useStream } from "@/stream/store";

const profitEveryMs = 5_000;

export function AccountTiles() {
  const account = useStream((state) => state.known.account);
  const risk = useQuery({
    queryKey: ["risk"],
    queryFn: () => request<Risk>("GET", "/api/risk"),
    refetchInterval: profitEveryMs,
  });
  return (
    <Card title="Account">
      {account ? (
        <div className="grid grid-cols-2 gap-2 sm:grid-cols-3 lg:grid-cols-6" data-testid="account">
          <Tile name="Equity">{money(account.equity)}</Tile>
          <Tile name="Cash">{money(account.cash)}</Tile>
          <Tile name="Buying power">{money(account.buying_power)}</Tile>
          <Tile name="Held, market value">{money(account.long_market_value)}</Tile>
          <Tile name="Profit of the day (UTC)">
            <Profit value={risk.data?.day_profit} />
          </Tile>
          <Tile name="Realised in all">
            <Profit value={account.realized_pl} />
          </Tile>
        </div>
      ) : (
        <p className="min-h-16 text-soft">The portfolio has not told the account yet.</p>
      )}
    </Card>
  );
}
