import clsx from "clsx";
import { useStream } from "@/stream/store";

const meaning = {
  SIMULATED: "made-up market, made-up money",
  PAPER: "real market, paper money",
  LIVE: "real market, real money",
};

// On every page: whose money this is, and whether orders leave.
export function ModeBanner() {
  const status = useStream((state) => state.known.status);
  if (!status) return <p className="bg-card px-4 py-1 text-xs text-soft">Asking the server…</p>;
  const switches = status.halted
    ? "HALTED: only exits pass"
    : status.trading_enabled
      ? "trading"
      : "trading is disabled: no order is sent";
  return (
    <p
      data-testid="mode"
      className={clsx(
        "px-4 py-1 text-xs font-semibold",
        status.mode === "LIVE" ? "bg-live-ground text-down" : "bg-warn-ground text-warn",
      )}
    >
      {status.mode} · {meaning[status.mode]} · {switches}
    </p>
  );
}
