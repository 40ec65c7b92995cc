import { Card } from "@/components/ui/card";
import { Choice } from "@/components/ui/field";
import { setAppearance, useAppearance } from "@/lib/appearance";
import { useHydrated } from "@/lib/hydrated";

const themes = [["dark", "Dark"], ["light", "Light"]] as const;
const pairs = [["green-red", "Green and red"], ["blue-orange", "Blue and orange"]] as const;
const zones = [["utc", "UTC"], ["exchange", "New York"], ["local", "This computer's"]] as const;

export function AppearanceForm() {
  const { theme, pair, zone } = useAppearance();
  const hydrated = useHydrated();
  return (
    <Card title="Appearance, kept in this browser">
      <fieldset disabled={!hydrated} className="grid gap-2 sm:grid-cols-3">
        <Choice
          label="Theme"
          value={theme}
          choices={themes}
          onPick={(each) => setAppearance({ theme: each })}
        />
        <Choice
          label="Colours of gain and loss"
          value={pair}
          choices={pairs}
          onPick={(each) => setAppearance({ pair: each })}
        />
        <Choice
          label="Time zone"
          value={zone}
          choices={zones}
          onPick={(each) => setAppearance({ zone: each })}
        />
      </fieldset>
    </Card>
  );
}
