import { InputAudit, ProcessLimits, TerminalLifetime, TerminalSignal } from "@pilothouse/contracts";
import { Fault } from "@pilothouse/platform";
import { z } from "zod";
import type { ReadRequest, RunnerHost } from "../port.ts";
import { RUNNER_LIMITS } from "./limits.ts";
import { listPage } from "./list-pages.ts";
import { readAnswer } from "./read-answer.ts";

/** What can be asked over a socket. */
export type Method = Exclude<keyof RunnerHost, "onChange">;
export type Answer<M extends Method> = Awaited<ReturnType<RunnerHost[M]>>;

type Handler = (host: RunnerHost, input: readonly unknown[], signal: AbortSignal) => Promise<unknown>;
export type Methods = ReadonlyMap<string, Handler>;

const Text = z.string().max(RUNNER_LIMITS.requestBytes);
const Size = z.object({ cols: z.number().int(), rows: z.number().int() });
const Spec = z.object({
  id: Text,
  command: z.array(Text).exactOptional(),
  cwd: Text.exactOptional(),
  env: z.record(Text, Text).exactOptional(),
  limits: ProcessLimits.exactOptional(),
  lifetime: TerminalLifetime.exactOptional(),
  inputAudit: InputAudit.exactOptional(),
  ...Size.shape,
});
const Chunk = z.object({ id: Text, clientId: Text, seq: z.number().int(), data: z.instanceof(Uint8Array) });
const Mark = z.object({ kind: Text, label: Text });
const PageQuery = z.object({
  id: Text,
  before: z.number().int().nonnegative().optional(),
  limit: z.number().int().positive(),
});
const EventsQuery = z.object({ id: Text, from: z.number().int().nonnegative(), limit: z.number().int().positive() });

const Search = z.object({
  query: Text,
  ids: z.array(Text),
  limit: z.number().int().positive(),
  cursor: Text.nullable(),
  from: z.number().nullable(),
  to: z.number().nullable(),
});

function method<I>(input: z.ZodType<I>, run: (host: RunnerHost, input: I) => Promise<unknown>): Handler {
  return (host, raw) => {
    const parsed = input.safeParse(raw);
    if (!parsed.success) throw new Fault("invalid", `the runner was asked wrongly: ${z.prettifyError(parsed.error)}`);
    return run(host, parsed.data);
  };
}

/** What a control connection answers: everything but `read`, whose output must not delay these. */
export const CONTROL_METHODS: Methods = new Map([
  ["info", method(z.tuple([]), (host) => host.info())],
  ["drain", method(z.tuple([]), (host) => host.drain())],
  ["adopt", method(z.tuple([]), (host) => host.adopt())],
  ["list", method(z.array(Text).max(1), (host, [after]) => listPage(host, after))],
  ["spawn", method(z.tuple([Spec]), (host, [spec]) => host.spawn(spec))],
  ["get", method(z.tuple([Text]), (host, [id]) => host.get(id))],
  ["write", method(z.tuple([Chunk]), (host, [chunk]) => host.write(chunk))],
  ["resize", method(z.tuple([Text, Size]), (host, [id, size]) => host.resize(id, size))],
  ["signal", method(z.tuple([Text, TerminalSignal]), (host, [id, signal]) => host.signal(id, signal))],
  ["close", method(z.tuple([Text]), (host, [id]) => host.close(id))],
  ["remove", method(z.tuple([Text]), (host, [id]) => host.remove(id))],
  ["history", method(z.tuple([PageQuery]), (host, [query]) => host.history(query))],
  ["snapshot", method(z.tuple([Text]), (host, [id]) => host.snapshot(id))],
  ["mark", method(z.tuple([Text, Mark]), (host, [id, mark]) => host.mark(id, mark))],
  ["search", method(z.tuple([Search]), (host, [query]) => host.search(query))],
  ["times", method(z.tuple([Text, z.number().int().nonnegative()]), (host, [id, from]) => host.times(id, from))],
  ["inputs", method(z.tuple([PageQuery]), (host, [query]) => host.inputs(query))],
  ["keep", method(z.tuple([Text]), (host, [id]) => host.keep(id))],
  ["timeline", method(z.tuple([EventsQuery]), (host, [query]) => host.timeline(query))],
  ["offsetAt", method(z.tuple([Text, z.number()]), (host, [id, at]) => host.offsetAt(id, at))],
  ["screenAt", method(z.tuple([Text, z.number().int().nonnegative()]), (host, [id, offset]) => host.screenAt(id, offset))],
  ["trim", method(z.tuple([Text, z.number().int().nonnegative()]), (host, [id, bytes]) => host.trim(id, bytes))],
]);

/**
 * Reads come as `[id, epoch, offset, events, maxBytes, mayWantScreen]` and are checked by hand: every byte of output passes
 * here. An older server says nothing of screens.
 */
function readRequest([id, epoch, offset, events, maxBytes, mayWantScreen]: readonly unknown[]): ReadRequest {
  if (typeof id !== "string" || typeof epoch !== "string") throw new Fault("invalid", "a read names no terminal");
  if (typeof offset !== "number" || typeof events !== "number" || typeof maxBytes !== "number") {
    throw new Fault("invalid", "a read names no place");
  }
  const most = Math.min(maxBytes, RUNNER_LIMITS.readBytes);
  return { id, epoch, cursor: { offset, events }, maxBytes: most, mayWantScreen: mayWantScreen === true };
}

/** The input of a `read` as it goes over the wire. */
export const readInput = ({ id, epoch, cursor, maxBytes, mayWantScreen = false }: ReadRequest) => [
  id,
  epoch,
  cursor.offset,
  cursor.events,
  maxBytes,
  mayWantScreen,
];

/** What a stream connection answers. */
export const STREAM_METHODS: Methods = new Map([
  ["read", async (host, input, signal) => readAnswer(await host.read(readRequest(input), signal))],
]);
