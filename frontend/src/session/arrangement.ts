// What a user has arranged: columns, folded panels, heights, filters, the symbol he looked at last. Kept in
// this browser under his name, one entry a thing, so that two windows do not undo each other's; what is
// kept but no longer makes sense counts as not there. Nothing of it decides anything on the server.
import { createContext, useContext, useEffect, useRef } from "react";
import { create } from "zustand";

type Arrangement = Record<string, unknown>;

// The user's name; set around everything that only he sees (shell.tsx).
export const Arranger = createContext("");

const place = (user: string) => `troupe-arrangement ${user}`;
const useAll = create<Record<string, Arrangement>>(() => ({}));
const heightKeptAfterMs = 300;

function read(user: string): Arrangement {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(place(user)) ?? "{}");
    if (typeof kept === "object" && kept !== null && !Array.isArray(kept)) return { ...kept };
  } catch {
    localStorage.removeItem(place(user));
  }
  return {};
}

const known = (user: string) => useAll.getState()[user] ?? (useAll.getState()[user] = read(user));

export function arrange(user: string, name: string, value: unknown) {
  const next = { ...read(user), [name]: value };
  localStorage.setItem(place(user), JSON.stringify(next));
  useAll.setState({ [user]: { ...known(user), [name]: value } });
}

// The symbols that he watches are no layout: they stay.
export const watchedName = "watched symbols";
export function forgetArrangement(user: string) {
  const { [watchedName]: watched } = read(user);
  const left = watched === undefined ? {} : { [watchedName]: watched };
  localStorage.setItem(place(user), JSON.stringify(left));
  useAll.setState({ [user]: left });
}

export function useForgetArrangement(): () => void {
  const user = useContext(Arranger);
  return () => forgetArrangement(user);
}

type Holds<Value> = (kept: unknown) => kept is Value;
export const isFlag = (kept: unknown) => typeof kept === "boolean";
export const isText = (kept: unknown) => typeof kept === "string";
export const isTexts = (kept: unknown): kept is string[] =>
  Array.isArray(kept) && kept.every(isText);
export const isOneOf =
  <Value extends string>(choices: readonly Value[]) =>
  (kept: unknown): kept is Value =>
    choices.some((each) => each === kept);

// As useState, but kept. `initial` has to be the same object each time.
export function useArranged<Value>(
  name: string, initial: Value, holds: Holds<Value>,
): [Value, (next: Value) => void] {
  const user = useContext(Arranger);
  const kept = useAll((all) => (all[user] ?? known(user))[name]);
  return [holds(kept) ? kept : initial, (next) => arrange(user, name, next)];
}

const leastPx = 64;
const mostPx = 4_000;
const isHeight = (kept: unknown): kept is number =>
  typeof kept === "number" && kept >= leastPx && kept <= mostPx;

// For an element that its reader can pull taller (CSS `resize`): gives it the height that it had last.
export function useKeptHeight(name: string) {
  const box = useRef<HTMLDivElement>(null);
  const [height, keep] = useArranged<number>(`height of ${name}`, 0, isHeight);
  const latest = useRef({ height, keep });
  latest.current = { height, keep };
  useEffect(() => {
    const at = box.current;
    if (!at) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const watch = new ResizeObserver(() => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        // Only who pulls at the corner sets a height that the page has not.
        const pulled = Math.round(Number.parseFloat(at.style.height));
        if (isHeight(pulled) && pulled !== latest.current.height) latest.current.keep(pulled);
      }, heightKeptAfterMs);
    });
    watch.observe(at);
    return () => {
      clearTimeout(timer);
      watch.disconnect();
    };
  }, []);
  return { box, style: height > 0 ? { height } : undefined };
}
