// A panel that its reader may fold to its title, and `aside`. It is remembered by its title, or by `name`
// where the title changes. `fixed` stays open: what has to be at hand. Among panels that have an order it
// has a step up and down.
import clsx from "clsx";
import { useContext, useId, type ReactNode } from "react";
import { PanelPlace, type Step } from "@/components/ui/panel-place";
import { isFlag, useArranged } from "@/session/arrangement";

type Props = {
  title: string;
  name?: string;
  fixed?: boolean;
  aside?: ReactNode;
  className?: string;
  children: ReactNode;
};

const steps: [Step, string][] = [["up", "↑"], ["down", "↓"]];

function Steps({ name, id }: { name: string; id: string }) {
  const place = useContext(PanelPlace);
  if (!place) return null;
  return steps.map(([step, mark]) => (
    <button
      key={step}
      id={`${id}-${step}`}
      type="button"
      aria-label={`Move ${name} ${step}`}
      aria-disabled={!place.mayStep(step)}
      className="min-h-6 min-w-6 rounded-md text-soft aria-disabled:opacity-60"
      onClick={() => place.mayStep(step) && place.onStep(step, `${id}-${step}`)}
    >
      {mark}
    </button>
  ));
}

export function Card({ title, name = title, fixed = false, aside, className, children }: Props) {
  const id = useId();
  const [wished, setFolded] = useArranged(`folded ${name}`, false, isFlag);
  const folded = wished && !fixed;
  return (
    <section
      aria-labelledby={id}
      className={clsx("min-w-0 rounded-lg border bg-card p-3", !folded && className)}
    >
      <div className={clsx("flex items-center justify-between gap-2", !folded && "mb-2")}>
        <h2 id={id} className="text-sm font-semibold">
          {title}
        </h2>
        <div className="flex items-center gap-2">
          {aside}
          <Steps name={name} id={id} />
          {!fixed && (
            <button
              type="button"
              aria-expanded={!folded}
              aria-label={`${folded ? "Unfold" : "Fold"} ${name}`}
              className="min-h-6 min-w-6 rounded-md text-soft"
              onClick={() => setFolded(!folded)}
            >
              {folded ? "▸" : "▾"}
            </button>
          )}
        </div>
      </div>
      {!folded && children}
    </section>
  );
}
