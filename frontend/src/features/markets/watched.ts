// The symbols that a user keeps an eye on, in this browser.
import { isTexts, useArranged, watchedName } from "@/session/arrangement";

const none: string[] = [];

export function useWatched() {
  const [watched, setWatched] = useArranged(watchedName, none, isTexts);
  const toggle = (symbol: string) =>
    setWatched(
      watched.includes(symbol) ? watched.filter((each) => each !== symbol) : [...watched, symbol],
    );
  return { watched, toggle };
}
