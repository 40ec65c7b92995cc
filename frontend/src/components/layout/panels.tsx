// Panels in the order that their reader gave them, remembered by `name`. Each holds one card, which has the
// buttons for it; those that the order does not know come last.
import { useEffect, useRef, type ReactNode } from "react";
import clsx from "clsx";
import { inOrder, moved } from "@/components/grid/grid-model";
import { PanelPlace, type Step } from "@/components/ui/panel-place";
import { isTexts, useArranged } from "@/session/arrangement";

type Panel = { name: string; wide?: boolean; content: ReactNode };
type Props = { name: string; columns?: boolean; panels: Panel[] };

const none: string[] = [];
const by = { up: -1, down: 1 };

export function Panels({ name, columns, panels }: Props) {
  const [order, setOrder] = useArranged(`order of panels of ${name}`, none, isTexts);
  const shown = inOrder(panels, order);
  const names = shown.map((each) => each.name);
  // A panel that moves loses the focus that its button had.
  const pressed = useRef("");
  useEffect(() => {
    if (pressed.current) document.getElementById(pressed.current)?.focus();
    pressed.current = "";
  }, [order]);
  const placeOf = (panel: string) => ({
    mayStep: (step: Step) => moved(names, panel, by[step]) !== names,
    onStep: (step: Step, button: string) => {
      pressed.current = button;
      setOrder(moved(names, panel, by[step]));
    },
  });
  return (
    <div className={clsx("grid gap-3", columns && "xl:grid-cols-2")}>
      {shown.map(({ name: panel, wide, content }) => (
        <div key={panel} className={clsx(columns && wide && "xl:col-span-2")}>
          <PanelPlace value={placeOf(panel)}>{content}</PanelPlace>
        </div>
      ))}
    </div>
  );
}
