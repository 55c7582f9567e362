/** Values and calls that wait. */
import { useEffect, useRef, useState } from "react";

/** Return the value as it was when it last rested for `ms`. */
export function useSettled<T>(value: T, ms: number): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = window.setTimeout(() => {
      setSettled(value);
    }, ms);
    return () => {
      window.clearTimeout(timer);
    };
  }, [value, ms]);
  return settled;
}

/** Call again and again while `active`, not while the page is hidden. */
export function useRepeat(call: () => void, ms: number, active: boolean): void {
  const latest = useRef(call);
  useEffect(() => {
    latest.current = call;
  });
  useEffect(() => {
    if (!active) return undefined;
    const timer = window.setInterval(() => {
      if (!document.hidden) latest.current();
    }, ms);
    return () => {
      window.clearInterval(timer);
    };
  }, [ms, active]);
}
