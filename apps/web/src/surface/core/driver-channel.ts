interface DriverNote {
  readonly terminal: string;
  readonly view: string;
}

function isNote(value: unknown): value is DriverNote {
  return typeof value === "object" && value !== null && "terminal" in value && "view" in value;
}

const channel = new BroadcastChannel("pilothouse:driver");
const here = crypto.getRandomValues(new Uint32Array(2)).join("-");

/** Tells the other windows of this browser that this one drives the terminal now. */
export function announceDriver(terminal: string): void {
  channel.postMessage({ terminal, view: here } satisfies DriverNote);
}

/** Calls back when another window of this browser takes over the terminal. Returns the way to stop. */
export function onOtherDriver(terminal: string, listener: () => void): () => void {
  const onMessage = ({ data }: MessageEvent<unknown>): void => {
    if (isNote(data) && data.terminal === terminal && data.view !== here) listener();
  };
  channel.addEventListener("message", onMessage);
  return () => channel.removeEventListener("message", onMessage);
}
