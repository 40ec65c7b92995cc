import clsx from "clsx";
import { direction, signedMoney } from "@/lib/format";

const marks = { up: "▲", down: "▼", flat: "" };

// A gain or a loss: by sign and mark as well as by colour.
export function Profit({ value }: { value: string | null | undefined }) {
  const way = direction(value);
  return (
    <span className={clsx("num", way === "up" && "text-up", way === "down" && "text-down")}>
      <span aria-hidden>{marks[way]}</span> {signedMoney(value)}
    </span>
  );
}

export function Tile({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div className="rounded-md border px-3 py-2">
      <div className="text-xs text-soft">{name}</div>
      <div className="num text-lg">{children}</div>
    </div>
  );
}
