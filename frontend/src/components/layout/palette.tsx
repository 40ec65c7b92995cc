// Goes to a page, a symbol or a setting by a few letters of its name.
import { useRouter } from "next/navigation";
import { Dialog } from "radix-ui";
import { useCallback, useId, useState, type KeyboardEvent } from "react";
import { Button } from "@/components/ui/button";
import { usePages } from "@/components/layout/navigation";
import { useShortcuts, type Wish } from "@/components/layout/shortcuts";
import { setAppearance, useAppearance } from "@/lib/appearance";
import { symbolLink } from "@/lib/symbol";
import { useForgetArrangement } from "@/session/arrangement";
import { useStream } from "@/stream/store";

type Entry = { name: string; hint: string; run: () => void };
const shownMost = 12;

function useEntries(): Entry[] {
  const router = useRouter();
  const symbols = useStream((state) => state.known.status?.symbols) ?? [];
  const theme = useAppearance((state) => state.theme);
  const forget = useForgetArrangement();
  const pages = usePages();
  const other = theme === "dark" ? "light" : "dark";
  return [
    ...pages.map(([path, name, key]) => ({
      name,
      hint: `g ${key}`,
      run: () => router.push(path),
    })),
    ...symbols.map((symbol) => ({
      name: `Trade ${symbol}`,
      hint: "",
      run: () => router.push(symbolLink(symbol)),
    })),
    { name: `Turn ${other}`, hint: "", run: () => setAppearance({ theme: other }) },
    { name: "Reset the layout", hint: "", run: forget },
  ];
}

const frame =
  "fixed top-[12dvh] left-1/2 z-50 max-h-[76dvh] w-[min(34rem,94vw)] -translate-x-1/2 overflow-auto rounded-lg border bg-card p-3";

function Search({ onDone }: { onDone: () => void }) {
  const entries = useEntries();
  const [text, setText] = useState("");
  const [at, setAt] = useState(0);
  const id = useId();
  const wanted = text.trim().toLowerCase();
  const found = entries
    .filter(({ name }) => name.toLowerCase().includes(wanted))
    .slice(0, shownMost);
  const choose = (entry: Entry | undefined) => {
    if (!entry) return;
    onDone();
    entry.run();
  };
  const press = (event: KeyboardEvent) => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (event.key === "Enter") choose(found[at]);
    if (step !== 0) setAt((at + step + found.length) % Math.max(1, found.length));
    if (step !== 0 || event.key === "Enter") event.preventDefault();
  };
  return (
    <>
      <input
        role="combobox"
        aria-label="Go to"
        aria-expanded
        aria-controls={id}
        aria-activedescendant={found[at] && `${id}-${at}`}
        autoComplete="off"
        className="mb-2 min-h-9 w-full rounded-md border bg-ground px-2"
        value={text}
        onKeyDown={press}
        onChange={(event) => {
          setText(event.target.value);
          setAt(0);
        }}
      />
      <ul role="listbox" id={id} aria-label="Places">
        {found.map((entry, index) => (
          <li
            key={entry.name}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === at}
            className="flex min-h-8 cursor-pointer items-center justify-between rounded-md px-2 aria-selected:bg-accent aria-selected:text-on-accent"
            onClick={() => choose(entry)}
          >
            {entry.name} <kbd className="text-xs">{entry.hint}</kbd>
          </li>
        ))}
      </ul>
      {found.length === 0 && <p className="text-soft">Nothing is named so.</p>}
    </>
  );
}

function Keys() {
  const pages = usePages();
  const all = [
    ["Ctrl K, /", "go to anything"],
    ["?", "these keys"],
    ...pages.map(([, name, key]) => [`g ${key}`, name] as const),
    ["Esc", "close what is open"],
  ];
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-1">
      {all.map(([key, what]) => (
        <div key={key} className="contents">
          <dt>
            <kbd className="num">{key}</kbd>
          </dt>
          <dd>{what}</dd>
        </div>
      ))}
    </dl>
  );
}

export function Palette() {
  const router = useRouter();
  const [shown, setShown] = useState<"palette" | "help" | null>(null);
  const wish = useCallback(
    (what: Wish) => (typeof what === "string" ? setShown(what) : router.push(what.go)),
    [router],
  );
  useShortcuts(wish);
  return (
    <>
      <Button look="link" aria-keyshortcuts="Control+K" onClick={() => setShown("palette")}>
        Go to…
      </Button>
      <Dialog.Root open={shown !== null} onOpenChange={(open) => !open && setShown(null)}>
        <Dialog.Portal>
          <Dialog.Overlay className="fixed inset-0 z-40 bg-black/60" />
          <Dialog.Content aria-describedby={undefined} className={frame}>
            <Dialog.Title className="mb-2 font-semibold">
              {shown === "help" ? "Keys" : "Go to"}
            </Dialog.Title>
            {shown === "help" ? <Keys /> : <Search onDone={() => setShown(null)} />}
          </Dialog.Content>
        </Dialog.Portal>
      </Dialog.Root>
    </>
  );
}
