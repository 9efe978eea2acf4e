import type { Source, SourceState } from "@pilothouse/contracts";
import type { StateWords } from "../terminals/describe.ts";
import { formatBytes } from "../surface/bytes.ts";

const STATES: Readonly<Record<SourceState, StateWords>> = {
  events: { tone: "done", words: "Watched" },
  sweeps: { tone: "idle", words: "Looked through from time to time" },
  missing: { tone: "unknown", words: "No such folder" },
  failed: { tone: "failed", words: "Cannot be read" },
};

/** How a folder stands: what is being read says so first. */
export function sourceState(source: Pick<Source, "state" | "bytes" | "readBytes">): StateWords {
  const usual = STATES[source.state];
  return isReading(source) ? { tone: "working", words: "Being read" } : usual;
}

export function isReading({ state, bytes, readBytes }: Pick<Source, "state" | "bytes" | "readBytes">): boolean {
  return (state === "events" || state === "sweeps") && readBytes < bytes;
}

/** `12 files, 1.4 MiB`. */
export function sizeWords({ files, bytes }: Pick<Source, "files" | "bytes">): string {
  return `${files.toLocaleString("en-US")} ${files === 1 ? "file" : "files"}, ${formatBytes(bytes)}`;
}
