// The one place that knows what the streams told. Messages are gathered: prices, and what follows them,
// are applied ten times a second, which is as often as somebody can read them, anything else with the next
// frame.
import { create } from "zustand";
import type { Order, Status } from "@/contract/api";
import { apply, nothingKnown, withOrders, type Heard, type Known, type Message } from "@/stream/model";

export type Phase = "connecting" | "live" | "stale" | "offline";
// `told`: the orders of the last messages that were drawn, each as often as it was told of.
export type StreamState = { known: Known; told: Order[]; phase: Phase; attempt: number };

export const useStream = create<StreamState>(() => ({
  known: nothingKnown,
  told: [],
  phase: "connecting",
  attempt: 0,
}));

const pricesEveryMs = 100;
const hiddenEveryMs = 1_000;
const prices = new Set(["quote", "trade", "bar", "account", "position"]);
const waiting: Heard[] = [];
let drawing = false; // with the next frame
let timer: ReturnType<typeof setTimeout> | undefined;

// When the server was heard last. Not in the store: each message would wake all who look there.
let heardAt = 0;
export const lastHeardAt = () => heardAt;
export function hear() {
  heardAt = Date.now();
  if (useStream.getState().phase !== "live") useStream.setState({ phase: "live", attempt: 0 });
}

function drain() {
  drawing = false;
  clearTimeout(timer);
  timer = undefined;
  const due = waiting.splice(0);
  const told = due.flatMap(({ message }) => (message.type === "order" ? [message.data] : []));
  useStream.setState(({ known }) => ({ known: apply(known, due), ...(told.length > 0 && { told }) }));
}

export function take(message: Message, replaces: boolean) {
  waiting.push({ message, replaces });
  // A hidden page gets no frames, and must not gather messages without end.
  if (document.hidden || prices.has(message.type))
    timer ??= setTimeout(drain, document.hidden ? hiddenEveryMs : pricesEveryMs);
  else if (!drawing) {
    drawing = true;
    requestAnimationFrame(drain);
  }
}

export function forget() {
  waiting.length = 0;
  useStream.setState({ known: nothingKnown });
}

// What was asked for is younger than the snapshot that made one ask, which may still be waiting.
export function takeOrders(asked: Order[]) {
  drain();
  useStream.setState(({ known }) => ({ known: withOrders(known, asked) }));
}

export function takeStatus(status: Status) {
  drain();
  useStream.setState(({ known }) => ({ known: { ...known, status } }));
}
