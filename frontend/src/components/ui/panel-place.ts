// Where a panel stands among those beside it, for its card to offer a step up or down; null where panels
// stand as they are.
import { createContext } from "react";

export type Step = "up" | "down";
export type Place = { mayStep: (step: Step) => boolean; onStep: (step: Step, button: string) => void };

export const PanelPlace = createContext<Place | null>(null);
