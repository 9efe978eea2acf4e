import type { RunnerTerminal, TerminalHost } from "../port.ts";

/** When the byte before an offset was written, in whole milliseconds since 1970; of the first, when the terminal was made. */
export async function timeReached(
  host: Pick<TerminalHost, "times">,
  { id, createdAt, startOffset }: Pick<RunnerTerminal, "id" | "createdAt" | "startOffset">,
  offset: number,
): Promise<number> {
  if (offset === 0) return createdAt;
  const [record] = await host.times(id, Math.max(offset - 1, startOffset));
  return Math.round(record?.at ?? createdAt);
}
