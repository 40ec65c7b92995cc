import clsx from "clsx";
import { useEffect, useState } from "react";
import { lastHeardAt, useStream } from "@/stream/store";

// How old the last word of the server is; said aloud only when the state changes.
export function ConnectionState() {
  const phase = useStream((state) => state.phase);
  const attempt = useStream((state) => state.attempt);
  const [age, setAge] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => {
      const heardAt = lastHeardAt();
      setAge(heardAt ? Math.round((Date.now() - heardAt) / 1000) : 0);
    }, 1000);
    return () => clearInterval(timer);
  }, []);
  const live = phase === "live";
  return (
    <span className={clsx("text-xs", live ? "text-up" : "text-down")}>
      <span role="status">{live ? "● live" : `○ ${phase}`}</span>
      {!live && <span aria-hidden>{` ${age} s, try ${attempt}`}</span>}
    </span>
  );
}
