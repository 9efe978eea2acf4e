import { z } from "zod";

/** A process that belongs to a terminal. */
export const TerminalProcess = z.object({
  pid: z.number().int().positive(),
  /** Its command line, shortened. */
  command: z.string(),
});
export interface TerminalProcess extends z.infer<typeof TerminalProcess> {}

/** How a terminal's processes are doing, as far as its runner knows. */
export const TerminalCare = z.object({
  /** The program runs, but nothing of it holds the terminal any more: it neither reads nor prints. `close` ends it. */
  detached: z.boolean().default(false),
  /**
   * What goes on although the terminal is over: left behind by its program, or not to be killed. `close` ends what can
   * be ended.
   */
  survivors: z.array(TerminalProcess).default([]),
  /** Bytes of too long lines that the kernel threw away before a program in line mode could read them. */
  inputCutBytes: z.number().int().nonnegative().default(0),
});
export interface TerminalCare extends z.infer<typeof TerminalCare> {}

/** A terminal of which nothing is to be said. */
export const NO_CARE: TerminalCare = TerminalCare.parse({});
