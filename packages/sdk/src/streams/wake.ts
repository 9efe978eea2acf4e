interface EventSource {
  addEventListener(type: string, listener: () => void): void;
  removeEventListener(type: string, listener: () => void): void;
}

function isEventSource(value: unknown): value is EventSource {
  return (
    typeof value === "object" &&
    value !== null &&
    "addEventListener" in value &&
    typeof value.addEventListener === "function" &&
    "removeEventListener" in value &&
    typeof value.removeEventListener === "function"
  );
}

/**
 * Calls back when a browser is online again or its page is looked at again, which is when waiting for the next try
 * makes no sense. Does nothing elsewhere. Returns the way to stop.
 */
export function onWake(listener: () => void): () => void {
  const page: unknown = Reflect.get(globalThis, "document");
  const sources: { from: unknown; type: string }[] = [
    { from: globalThis, type: "online" },
    { from: page, type: "visibilitychange" },
  ];
  // Hiding a page is told as a change of its visibility too.
  const wake = () => {
    if (isEventSource(page) && Reflect.get(page, "visibilityState") === "hidden") return;
    listener();
  };
  const heard = sources.flatMap(({ from, type }) => (isEventSource(from) ? [{ from, type }] : []));
  for (const { from, type } of heard) from.addEventListener(type, wake);
  return () => {
    for (const { from, type } of heard) from.removeEventListener(type, wake);
  };
}
