// Keys that go somewhere: "g" and a letter for a page, Ctrl or Cmd with K or a stroke for the palette,
// a question mark for the list of them. None works while something is being typed, but Ctrl K.
import { useEffect } from "react";
import { pages } from "@/components/layout/navigation";

export type Wish = "palette" | "help" | { go: string };

const waitMs = 1_500;

export const pageKeys: Record<string, string> = Object.fromEntries(
  pages.map(([path, , key]) => [key, path]),
);

function typesIn(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || ["INPUT", "SELECT", "TEXTAREA"].includes(target.tagName))
  );
}

type Key = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey">;

// What a key means after the one before it; nothing where it means nothing.
export function wishOf({ key, ctrlKey, metaKey, altKey }: Key, afterGo: boolean): Wish | "go" | null {
  if ((ctrlKey || metaKey) && key.toLowerCase() === "k") return "palette";
  if (ctrlKey || metaKey || altKey) return null;
  if (afterGo) return pageKeys[key] ? { go: pageKeys[key] } : null;
  if (key === "/") return "palette";
  if (key === "?") return "help";
  return key === "g" ? "go" : null;
}

export function useShortcuts(onWish: (wish: Wish) => void) {
  useEffect(() => {
    let goUntil = 0;
    const press = (event: KeyboardEvent) => {
      const wish = wishOf(event, Date.now() < goUntil);
      goUntil = 0;
      const always = wish === "palette" && (event.ctrlKey || event.metaKey);
      if (!wish || (!always && typesIn(event.target))) return;
      if (!always && document.querySelector("[role=dialog], [role=alertdialog]")) return;
      if (wish === "go") {
        goUntil = Date.now() + waitMs;
        return;
      }
      event.preventDefault();
      onWish(wish);
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [onWish]);
}
