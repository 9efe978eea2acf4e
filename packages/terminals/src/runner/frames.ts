import { FaultKind } from "@pilothouse/contracts";
import { type Facts, Fault } from "@pilothouse/platform";
import { z } from "zod";
import { FrameError } from "./frame.ts";

/** Grows with every change that an older peer would not understand. */
export const PROTOCOL = 3;
/** Runners that speak less are left alone: their terminals go on, out of this server's reach. */
export const OLDEST_PROTOCOL = 3;

/** The first message of each side; no version of the protocol may change these two names. */
export const Hello = z.looseObject({ protocol: z.number().int(), pid: z.number().int() });

/** What a runner adds. */
export const RunnerHello = z.object({
  ...Hello.shape,
  version: z.string(),
  /** Names what it was started from; a runner of another build is replaced. */
  build: z.string(),
  /** Names one life of a runner. */
  generation: z.string(),
  /** It takes new terminals, as of this hello. */
  accepting: z.boolean(),
  /** In UTC milliseconds; older runners do not say it. */
  startedAt: z.number().optional(),
});
export interface RunnerHello extends z.infer<typeof RunnerHello> {}

const TAG = { hello: 0, request: 1, result: 2, fault: 3, cancel: 4, change: 5 } as const;

export type Frame =
  | { readonly type: "hello"; readonly hello: unknown }
  | { readonly type: "request"; readonly id: number; readonly method: string; readonly input: readonly unknown[] }
  | { readonly type: "result"; readonly id: number; readonly value: unknown }
  | { readonly type: "fault"; readonly id: number; readonly fault: Fault }
  | { readonly type: "cancel"; readonly id: number }
  | { readonly type: "change"; readonly terminal: unknown };

export const helloFrame = (hello: z.infer<typeof Hello>) => [TAG.hello, hello];
export const requestFrame = (id: number, method: string, input: readonly unknown[]) => [TAG.request, id, method, input];
export const resultFrame = (id: number, value: unknown) => [TAG.result, id, value];
export const faultFrame = (id: number, { kind, message, facts }: Fault) => [TAG.fault, id, kind, message, facts];
export const cancelFrame = (id: number) => [TAG.cancel, id];
export const changeFrame = (terminal: unknown) => [TAG.change, terminal];

const FaultFacts: z.ZodType<Facts> = z.record(z.string(), z.union([z.string(), z.number()]));
const FaultParts = z.tuple([FaultKind, z.string(), FaultFacts]);

function parseFault(parts: readonly unknown[]): Fault {
  const parsed = FaultParts.safeParse(parts);
  if (!parsed.success) throw new FrameError("a fault is malformed");
  return new Fault(...parsed.data);
}

export function parseHello<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new FrameError("a hello is malformed");
  return parsed.data;
}

/** Tells what a message is. Checked by hand, because every byte of output passes here. */
export function parseFrame(message: unknown): Frame {
  if (!Array.isArray(message)) throw new FrameError("a frame is not a list");
  const parts: readonly unknown[] = message;
  const [tag, id] = parts;
  if (tag === TAG.hello) return { type: "hello", hello: id };
  if (tag === TAG.change) return { type: "change", terminal: id };
  if (typeof id !== "number" || !Number.isSafeInteger(id)) throw new FrameError("a frame has no number");
  if (tag === TAG.result) return { type: "result", id, value: parts[2] };
  if (tag === TAG.request) {
    const [, , method, input] = parts;
    if (typeof method !== "string" || !Array.isArray(input)) throw new FrameError("a request is malformed");
    return { type: "request", id, method, input };
  }
  if (tag === TAG.cancel) return { type: "cancel", id };
  if (tag === TAG.fault) return { type: "fault", id, fault: parseFault(parts.slice(2)) };
  throw new FrameError("a frame is of an unknown kind");
}
