import clsx from "clsx";
import { useId, type ReactNode } from "react";

type Props = { title: string; aside?: ReactNode; className?: string; children: ReactNode };

export function Card({ title, aside, className, children }: Props) {
  const id = useId();
  return (
    <section
      aria-labelledby={id}
      className={clsx("min-w-0 rounded-lg border bg-card p-3", className)}
    >
      <div className="mb-2 flex items-center justify-between gap-2">
        <h2 id={id} className="text-sm font-semibold">
          {title}
        </h2>
        {aside}
      </div>
      {children}
    </section>
  );
}
