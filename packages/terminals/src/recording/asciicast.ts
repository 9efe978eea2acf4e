import type { TimedItem } from "./timed-items.ts";

interface CastOptions {
  readonly version: 2 | 3;
  readonly title: string;
  readonly createdAt: number;
  readonly cols: number;
  readonly rows: number;
}

/**
 * A recording in the format of asciinema, line by line: https://docs.asciinema.org/manual/asciicast/v3/ and v2. A
 * character is never split; what is no UTF-8 becomes U+FFFD. A gap is a marker.
 */
export async function* asciicast(items: AsyncIterable<TimedItem>, options: CastOptions): AsyncGenerator<string> {
  const clock = new CastClock(options);
  let decoder = newDecoder();
  let isBegun = false;
  const line = (at: number, code: string, text: string) => `${JSON.stringify([clock.stamp(at), code, text])}\n`;
  for await (const { at, item } of items) {
    if (!isBegun) {
      isBegun = true;
      // The first size comes before all output, unless so many followed that it is no longer kept.
      yield header(options, item.type === "resize" ? item : options);
      if (item.type === "resize") continue;
    }
    if (item.type === "data") {
      const text = decoder.decode(item.bytes, { stream: true });
      if (text !== "") yield line(at, "o", text);
    } else if (item.type === "reset") yield line(at, "o", item.output);
    else if (item.type === "resize") yield line(at, "r", `${item.cols}x${item.rows}`);
    else if (item.type === "mark") yield line(at, "m", item.label === "" ? item.kind : `${item.kind}: ${item.label}`);
    else if (item.type === "gap") {
      decoder = newDecoder();
      yield line(at, "m", `bytes ${item.from} to ${item.to} are no longer kept`);
    } else if (item.type === "exit" && options.version === 3) yield line(at, "x", String(item.exit.code ?? 1));
  }
  if (!isBegun) yield header(options, options);
}

const newDecoder = () => new TextDecoder("utf-8", { ignoreBOM: true });

function header(
  { version, title, createdAt }: CastOptions,
  { cols, rows }: { readonly cols: number; readonly rows: number },
): string {
  const timestamp = Math.floor(createdAt / 1_000);
  const size = version === 2 ? { width: cols, height: rows } : { term: { cols, rows, type: "xterm-256color" } };
  const env = version === 2 ? { env: { TERM: "xterm-256color" } } : {};
  return `${JSON.stringify({ version, ...size, timestamp, title, ...env })}\n`;
}

/** Seconds since the beginning in version 2, since the event before in version 3; both exact to a millisecond. */
class CastClock {
  readonly #version: 2 | 3;
  #from: number;

  constructor({ version, createdAt }: CastOptions) {
    this.#version = version;
    this.#from = createdAt;
  }

  stamp(at: number): number {
    const now = Math.round(at);
    const passed = Math.max(0, now - this.#from);
    if (this.#version === 3) this.#from = now;
    return passed / 1_000;
  }
}
