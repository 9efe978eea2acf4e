import { z } from "zod";

/** `cooked`: the terminal driver turns \n into \r\n and echoes, as programs find it. `raw`: it hands every byte through. */
const Mode = z.enum(["cooked", "raw"]);
export type Mode = z.infer<typeof Mode>;

/** What one client process measures; it comes as JSON in its first argument. */
export const Job = z.object({
  target: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("bare"), url: z.string() }),
    z.object({ kind: z.literal("ttyd") }),
    z.object({ kind: z.literal("attach"), url: z.string(), token: z.string() }),
  ]),
  task: z.discriminatedUnion("kind", [
    /** `terminals` of them print the file at the same time. */
    z.object({ kind: z.literal("flood"), mode: Mode, file: z.string(), bytes: z.number(), terminals: z.number().default(1) }),
    /** `beside` other terminals flood meanwhile, each with a viewer of its own. */
    z.object({ kind: z.literal("echo"), mode: Mode, samples: z.number(), beside: z.number().default(0) }),
    /** From a Ctrl-C that ends a flood to what the shell prints behind it. */
    z.object({ kind: z.literal("interrupt"), samples: z.number() }),
  ]),
});
export type Job = z.infer<typeof Job>;
export type JobInput = z.input<typeof Job>;

/** Milliseconds, one for each measurement. */
export const Times = z.array(z.number());
