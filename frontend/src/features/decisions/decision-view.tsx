import clsx from "clsx";
import type { Decision, DecisionRecord } from "@/stream/model";
import { words } from "@/lib/format";
import { useMoment } from "@/lib/moment";

function Gates({ gates }: Pick<Decision, "gates">) {
  return (
    <ul className="num text-xs">
      {gates.map(({ name, value, comparison, threshold, passed }) => (
        <li key={name} className={clsx(passed ? "text-soft" : "text-down")}>
          {passed ? "✓" : "✗"} {words(name)}: {String(value)} {comparison} {String(threshold)}
        </li>
      ))}
    </ul>
  );
}

// A verdict in words, and every gate with its value and threshold.
export function DecisionView({ record }: { record: DecisionRecord }) {
  const moment = useMoment();
  const { content } = record;
  return (
    <article className="border-t py-2 text-sm">
      <p>
        <b>{content.symbol}</b> {words(content.stage)}: {words(content.verdict)}{" "}
        <span className="text-xs text-soft">
          {moment(record.time)}, record {record.seq}
        </span>
      </p>
      <p>{content.summary}</p>
      <details>
        <summary className="min-h-6 text-xs text-soft">{content.gates.length} gates</summary>
        <Gates gates={content.gates} />
      </details>
    </article>
  );
}
