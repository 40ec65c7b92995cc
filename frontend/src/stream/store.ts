// The one place that knows what the streams told. Messages are gathered and applied once a frame.
import { create } from "zustand";
import type { Order, Status } from "@/contract/api";
import { apply, nothingKnown, withOrders, type Heard, type Known, type Message } from "@/stream/model";

export type Phase = "connecting" | "live" | "stale" | "offline";
export type StreamState = { known: Known; phase: Phase; heardAt: number; attempt: number };

export const useStream = create<StreamState>(() => ({
  known: nothingKnown,
  phase: "connecting",
  heardAt: 0,
  attempt: 0,
}));

const waiting: Heard[] = [];
let drawing = false;

function drain() {
  drawing = false;
  const due = waiting.splice(0);
  useStream.setState(({ known }) => ({ known: apply(known, due) }));
}

export function take(message: Message, replaces: boolean) {
  waiting.push({ message, replaces });
  if (drawing) return;
  drawing = true;
  // A hidden page gets no frames, and must not gather messages without end.
  if (document.hidden) setTimeout(drain, 1000);
  else requestAnimationFrame(drain);
}

export function forget() {
  waiting.length = 0;
  useStream.setState({ known: nothingKnown });
}

export function takeOrders(asked: Order[]) {
  useStream.setState(({ known }) => ({ known: withOrders(known, asked) }));
}

export function takeStatus(status: Status) {
  useStream.setState(({ known }) => ({ known: { ...known, status } }));
}
