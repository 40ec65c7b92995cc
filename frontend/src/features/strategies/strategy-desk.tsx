import { Card } from "@/components/ui/card";
import { ChangeHistory } from "@/features/strategies/change-history";
import { ParameterForm } from "@/features/strategies/parameter-form";
import { StrategiesList, stateOf } from "@/features/strategies/strategies-list";
import { useStrategies } from "@/features/strategies/strategy-data";
import { Switch } from "@/features/strategies/switch";
import { words } from "@/lib/format";
import { useMay } from "@/session/session";

// Every strategy, and one of them whole: the one that is asked for, or the first that runs.
export function StrategyDesk({ asked }: { asked: string | null }) {
  const { data, error } = useStrategies();
  const may = useMay("trader");
  if (!data) return <Card title="Strategies">{error?.message ?? "Asking…"}</Card>;
  const strategy =
    data.items.find(({ name }) => name === asked) ??
    data.items.find(({ running }) => running) ??
    data.items[0];
  if (!strategy) return <Card title="Strategies">There are none.</Card>;
  return (
    <>
      <StrategiesList all={data.items} chosen={strategy.name} />
      <Card
        title={`${words(strategy.name)}: ${stateOf(strategy)}`}
        name="Strategy"
        aside={may && strategy.running && <Switch strategy={strategy} />}
      >
        <p className="mb-3 max-w-prose">{strategy.meaning}</p>
        {!strategy.running && (
          <p className="mb-3 text-warn">
            Not in trading.strategies of the configuration, so it cannot be started from here.
          </p>
        )}
        <ParameterForm key={strategy.name} strategy={strategy} may={may} />
      </Card>
      <ChangeHistory name={strategy.name} />
    </>
  );
}
