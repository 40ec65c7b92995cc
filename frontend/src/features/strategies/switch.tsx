import { Button } from "@/components/ui/button";
import { Confirm } from "@/components/ui/confirm";
import type { Strategy } from "@/contract/api";
import { useChange } from "@/features/strategies/strategy-data";
import { words } from "@/lib/format";

export function Switch({ strategy }: { strategy: Strategy }) {
  const change = useChange(strategy.name);
  const { enabled, name } = strategy;
  const action = `${enabled ? "Stop" : "Start"} ${words(name)}`;
  return (
    <Confirm
      trigger={<Button look={enabled ? "danger" : "main"}>{enabled ? "Stop" : "Start"}</Button>}
      title={`${action}?`}
      action={action}
      danger={enabled}
      onConfirm={() => change({ enabled: !enabled, reason: "from the web page" })}
    >
      {enabled
        ? "It enters nothing any more. What it holds it still leaves by its own exits."
        : `From the next candle on it may enter ${strategy.symbols.length} symbols.`}
    </Confirm>
  );
}
