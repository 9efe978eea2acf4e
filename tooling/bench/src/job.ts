import { z } from "zod";

/** `cooked`: the terminal driver turns \n into \r\n and echoes, as programs find it. `raw`: it hands every byte through. */
const Mode = z.enum(["cooked", "raw"]);
export type Mode = z.infer<typeof Mode>;

/** What one client process measures; it comes as JSON in its first argument. */
export const Job = z.object({
  target: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("bare"), url: z.string() }),
    z.object({ kind: z.literal("attach"), url: z.string(), account: z.object({ email: z.string(), password: z.string() }) }),
  ]),
  task: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("flood"), mode: Mode, file: z.string(), bytes: z.number() }),
    z.object({ kind: z.literal("echo"), mode: Mode, samples: z.number() }),
  ]),
});
export type Job = z.infer<typeof Job>;

/** Milliseconds, one for each measurement. */
export const Times = z.array(z.number());
