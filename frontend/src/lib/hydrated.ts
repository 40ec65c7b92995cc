import { useSyncExternalStore } from "react";

const subscribe = () => () => {};

// False in the exported page until React owns it. What is typed before that would be mixed with a
// form's defaults, so every form waits for it.
export function useHydrated(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => true,
    () => false,
  );
}
