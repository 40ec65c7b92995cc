// Times in the zone that the reader has chosen; UTC until then. A table shows hundreds at once, so what
// formats them is made once a zone: making it costs more than a hundred times its use.
import { useAppearance, type Appearance } from "@/lib/appearance";

export type Moment = (text: string | null | undefined) => string;
type Zone = Appearance["zone"];
const zones = { utc: "UTC", exchange: "America/New_York", local: undefined } as const;
const names = { utc: "UTC", exchange: "ET", local: "local" } as const;

const made = new Map<Zone, Moment>();
function make(zone: Zone): Moment {
  const formatter = new Intl.DateTimeFormat("sv-SE", {
    timeZone: zones[zone], dateStyle: "short", timeStyle: "medium",
  });
  return (text) => {
    if (!text) return "–";
    const at = new Date(text);
    return Number.isNaN(at.getTime()) ? text : `${formatter.format(at)} ${names[zone]}`;
  };
}

// The same function each time, for a zone.
export function momentIn(zone: Zone): Moment {
  const found = made.get(zone) ?? make(zone);
  made.set(zone, found);
  return found;
}

export const useMoment = (): Moment => momentIn(useAppearance((state) => state.zone));
