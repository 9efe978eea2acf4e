import type { LifetimeWarning, LimitsInForce, Terminal } from "@pilothouse/contracts";
import { formatBytes } from "../surface/bytes.ts";
import { duration } from "../time/relative.ts";

/** Processes named in a sentence. */
const NAMED = 3;
/** What is nearer than this is now. */
const NOW_MS = 1_000;

const count = (number: number, one: string, many: string) => `${number} ${number === 1 ? one : many}`;

/** What is to be said of a terminal's processes, in sentences; nothing, mostly. */
export function careNotes({
  care,
  ...terminal
}: Pick<Terminal, "care" | "status" | "startOffset" | "endOffset">): readonly string[] {
  const { status, startOffset, endOffset } = terminal;
  const { closedFor, detached, survivors, outOfMemoryKills: killed, inputCutBytes: cut } = care;
  const notes: string[] = [];
  if (status !== "running" && endOffset > 0 && startOffset === endOffset) {
    notes.push("What it printed is no longer kept: recordings are dropped when they are old or take too much space.");
  }
  if (closedFor === "idle") notes.push("Closed because it was idle for as long as the limit allows.");
  if (closedFor === "age") notes.push("Closed because it reached the age limit.");
  if (detached) notes.push("The program runs, but has let go of this terminal: it shows nothing and reads no keys.");
  if (survivors.length > 0) {
    const names = survivors.slice(0, NAMED).map(({ pid, command }) => `${command} (${pid})`);
    const more = survivors.length > NAMED ? ` and ${survivors.length - NAMED} more` : "";
    const go = survivors.length === 1 ? "goes" : "go";
    const processes = count(survivors.length, "process", "processes");
    notes.push(`${processes} of it ${go} on after its end: ${names.join(", ")}${more}.`);
  }
  if (killed > 0) {
    const were = count(killed, "process was", "processes were");
    notes.push(`${were} ended by the system, because this terminal was at its memory limit.`);
  }
  if (cut > 0) {
    notes.push(`${formatBytes(cut)} of your input did not arrive: a line was longer than the system lets a program read.`);
  }
  return notes;
}

/** The limits that hold, in a sentence; `null` when there are none. */
export function limitsWords({ by, processes, memoryBytes, cpuPercent, cpuSeconds }: LimitsInForce): string | null {
  const parts: string[] = [];
  if (processes !== null) parts.push(`${processes} processes`);
  if (memoryBytes !== null) parts.push(`${formatBytes(memoryBytes)} of memory${by === "rlimit" ? " a process" : ""}`);
  if (cpuPercent !== null) parts.push(`${cpuPercent} % of a core`);
  if (cpuSeconds !== null) parts.push(`${cpuSeconds} s of CPU time a process`);
  if (by === "none" || parts.length === 0) return null;
  const last = parts.pop();
  return `At most ${parts.length > 0 ? `${parts.join(", ")} and ` : ""}${last}.`;
}

/** When and why a terminal will be closed. */
export function warningWords({ kind, endsAt }: LifetimeWarning, now: number): string {
  const why = kind === "idle" ? "is idle" : "reaches the age limit";
  const left = endsAt - now;
  return `This terminal ${why} and is closed ${left < NOW_MS ? "now" : `in ${duration(left)}`}.`;
}
