import { useQuery } from "@tanstack/react-query";
import { request } from "@/api/request";
import { Card } from "@/components/ui/card";
import { Profit, Tile } from "@/components/ui/amount";
import type { Risk } from "@/contract/api";
import { money } from "@/lib/format";
import { useMoment } from "@/lib/moment";
import { useStream } from "@/stream/store";

const profitEveryMs = 2_000;

export function AccountTiles() {
  const account = useStream((state) => state.known.account);
  const moment = useMoment();
  const risk = useQuery({
    queryKey: ["risk"],
    queryFn: () => request<Risk>("GET", "/api/risk"),
    refetchInterval: profitEveryMs,
  });
  return (
    <Card title="Account">
      {account ? (
        <>
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
          <p className="mt-2 min-h-4 text-xs text-soft">
            {risk.data?.measured_at &&
              `Profit of the day: risk's, as of ${moment(risk.data.measured_at)}. The rest is told as it changes.`}
          </p>
        </>
      ) : (
        <p className="min-h-22 text-soft">The portfolio has not told the account yet.</p>
      )}
    </Card>
  );
}
