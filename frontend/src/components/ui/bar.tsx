import clsx from "clsx";

// How much of a whole is used, as a strip; the figures stand beside it, so it is not read aloud.
export function Bar({ part, full }: { part: number; full?: boolean }) {
  const percent = Math.round(Math.min(1, Math.max(0, part)) * 100);
  return (
    <span aria-hidden className="inline-block h-2 w-28 rounded-sm bg-line align-middle">
      <span
        className={clsx("block h-2 rounded-sm", full ? "bg-down" : "bg-accent")}
        style={{ width: `${percent}%` }}
      />
    </span>
  );
}
