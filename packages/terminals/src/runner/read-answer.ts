import { InPlace, joined } from "@pilothouse/contracts/wire";
import type { ReadResult } from "../port.ts";

type Entry = ReadResult["items"][number];

/** Fewer bytes are cheaper copied than sent as parts of their own. */
const IN_PLACE_FROM_BYTES = 16 * 1024;

/** An answer to a read as it goes over the wire: a run of output is one item, and many bytes go from where they are. */
export function readAnswer({ items, endOffset }: ReadResult): object {
  const entries: object[] = [];
  for (let at = 0; at < items.length;) {
    const run = runFrom(items, at);
    const entry = items[at + Math.max(0, run.length - 1)];
    const [first] = run;
    const isRun = first && (run.length > 1 || first.bytes.length >= IN_PLACE_FROM_BYTES);
    if (isRun) entries.push({ item: { ...first, bytes: bytesOf(run.map(({ bytes }) => bytes)) }, next: entry?.next });
    else if (entry) entries.push(entry);
    at += Math.max(1, run.length);
  }
  return { items: entries, endOffset };
}

/** The output from here on that nothing else comes between. */
function runFrom(items: readonly Entry[], from: number) {
  const run: Extract<Entry["item"], { type: "data" }>[] = [];
  for (let at = from; ; at += 1) {
    const item = items[at]?.item;
    if (item?.type !== "data") return run;
    run.push(item);
  }
}

function bytesOf(views: readonly Uint8Array[]): InPlace | Uint8Array {
  const bytes = new InPlace(views);
  return bytes.length >= IN_PLACE_FROM_BYTES ? bytes : joined(views);
}
