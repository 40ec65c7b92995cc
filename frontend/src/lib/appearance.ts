// What this browser remembers of how its reader likes the page.
import { create } from "zustand";

export type Appearance = {
  theme: "dark" | "light";
  pair: "green-red" | "blue-orange";
  zone: "utc" | "exchange" | "local";
};
const initial: Appearance = { theme: "dark", pair: "green-red", zone: "utc" };
const place = "troupe-appearance";

export const useAppearance = create<Appearance>(() => initial);

function show({ theme, pair }: Appearance) {
  document.documentElement.dataset.theme = theme;
  document.documentElement.dataset.pair = pair;
}

export function rememberedAppearance() {
  try {
    const kept = JSON.parse(localStorage.getItem(place) ?? "{}") as Partial<Appearance>;
    useAppearance.setState({ ...initial, ...kept });
  } catch {
    localStorage.removeItem(place);
  }
  show(useAppearance.getState());
}

export function setAppearance(change: Partial<Appearance>) {
  useAppearance.setState(change);
  const now = useAppearance.getState();
  localStorage.setItem(place, JSON.stringify(now));
  show(now);
}
