import type { RunnerTerminal, TerminalHost } from "../port.ts";

interface Reached {
  readonly offset: number;
  /** The time, in milliseconds since 1970: that of output for which the disk has none yet. */
  readonly now: number;
}

/** When the byte before an offset was written, in whole milliseconds since 1970; of the first, when the terminal was made. */
export async function timeReached(
  host: Pick<TerminalHost, "times">,
  { id, createdAt, startOffset, exit }: Pick<RunnerTerminal, "id" | "createdAt" | "startOffset" | "exit">,
  { offset, now }: Reached,
): Promise<number> {
  if (offset === 0) return createdAt;
  const [record] = await host.times(id, Math.max(offset - 1, startOffset));
  return Math.round(record?.at ?? exit?.at ?? now);
}
