// Times in the zone that the reader has chosen; UTC until then.
import { useAppearance } from "@/lib/appearance";

const zones = { utc: "UTC", exchange: "America/New_York", local: undefined } as const;
const names = { utc: "UTC", exchange: "ET", local: "local" } as const;

export function useMoment(): (text: string | null | undefined) => string {
  const zone = useAppearance((state) => state.zone);
  return (text) => {
    if (!text) return "–";
    const told = new Date(text).toLocaleString("sv-SE", { timeZone: zones[zone] });
    return `${told} ${names[zone]}`;
  };
}
