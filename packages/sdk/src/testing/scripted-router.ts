import {
  AckTerminal,
  AttachInput,
  CreateTerminal,
  type ConversationEvent,
  type FaultBody,
  type HealthEvent,
  HistoryQuery,
  LoginInput,
  type LoginResult,
  RefreshInput,
  ResizeTerminal,
  TakeControl,
  TerminalRef,
  type TerminalsEvent,
  type User,
  WatchConversation,
  WriteTerminal,
} from "@pilothouse/contracts";
import { wire } from "@pilothouse/contracts/wire";
import { initTRPC, tracked } from "@trpc/server";
import { ScriptedFault } from "./scripted-fault.ts";
import type { ScriptedTerminal } from "./scripted-terminal.ts";

interface ScriptedContext {
  readonly token: string | undefined;
  readonly script: ServerScript;
}

/** What the test decides and sees of a scripted server. */
export class ServerScript {
  readonly terminals = new Map<string, ScriptedTerminal>();
  /** Tokens that are let in; everyone is when it is `null`. */
  accepted: Set<string> | null = null;
  /** Called before each call that needs a token; may throw. */
  onCall: ((path: string, token: string | undefined) => void) | undefined;
  readonly calls: string[] = [];
  refreshes = 0;
  /** Lifetime of the access tokens that `auth.login` and `auth.refresh` hand out. */
  accessTokenMs = 15 * 60_000;
  /** Messages of every conversation. */
  messages = 0;
  health: HealthEvent = { status: "ok", runner: "online", at: 0 };
}

const user: User = {
  id: crypto.randomUUID(),
  email: "ada@example.org",
  name: "Ada",
  role: "admin",
  disabled: false,
  createdAt: 0,
};

const t = initTRPC.context<ScriptedContext>().create({
  transformer: wire,
  isDev: false,
  errorFormatter: ({ shape, error: { cause, message } }) => {
    if (!(cause instanceof ScriptedFault)) return { ...shape, message };
    const { kind, retryable } = cause;
    const fault: FaultBody = { kind, message, facts: {}, retryable, requestId: "request-1" };
    return { ...shape, message, data: { ...shape.data, fault } };
  },
});

const open = t.procedure.use(({ ctx: { script }, path, next }) => {
  script.calls.push(path);
  return next();
});

const authed = open.use(({ ctx: { script, token }, path, next }) => {
  if (script.accepted && !(token !== undefined && script.accepted.has(token))) throw new ScriptedFault("unauthenticated");
  script.onCall?.(path, token);
  return next();
});

function terminalOf({ script }: ScriptedContext, id: string): ScriptedTerminal {
  const terminal = script.terminals.get(id);
  if (!terminal) throw new ScriptedFault("not_found");
  return terminal;
}

function tokens(script: ServerScript, number: number): LoginResult {
  const accessToken = `access-${number}`;
  script.accepted?.add(accessToken);
  const accessExpiresAt = Date.now() + script.accessTokenMs;
  return { user, accessExpiresAt, tokens: { accessToken, refreshToken: `refresh-${number}` } };
}

function messageEvent(id: number): ConversationEvent {
  const empty = { parentId: null, thread: null, at: null, model: null, spent: null, turnMs: null, copied: false, blocks: [] };
  return { type: "messages", messages: [{ id, kind: "answer", type: "assistant", ...empty }] };
}

export const scriptedRouter = t.router({
  health: {
    check: open.query(() => ({ status: "ok", version: "0", uptimeMs: 1 })),
    watch: authed.subscription(async function* ({ ctx: { script } }) {
      yield tracked("h", script.health);
    }),
  },
  auth: {
    login: open.input(LoginInput).mutation(({ ctx: { script }, input }) => {
      if (input.password !== "correct horse") throw new ScriptedFault("unauthenticated");
      return tokens(script, 0);
    }),
    refresh: open.input(RefreshInput).mutation(({ ctx: { script }, input }) => {
      if (input.refreshToken !== `refresh-${script.refreshes}`) throw new ScriptedFault("unauthenticated");
      script.refreshes += 1;
      return tokens(script, script.refreshes);
    }),
    me: authed.query(() => ({ user, via: "login", accessExpiresAt: null })),
  },
  conversations: {
    watch: authed.input(WatchConversation).subscription(async function* ({ ctx: { script }, input, signal }) {
      for (let id = Number(input.lastEventId ?? 0) + 1; id <= script.messages; id += 1)
        yield tracked(String(id), messageEvent(id));
      if (!signal?.aborted) await new Promise((resolve) => signal?.addEventListener("abort", resolve));
    }),
  },
  terminals: {
    create: authed.input(CreateTerminal).mutation(({ ctx }) => [...ctx.script.terminals.values()][0]?.describe()),
    list: authed.query(({ ctx }) => [...ctx.script.terminals.values()].map((terminal) => terminal.describe())),
    get: authed.input(TerminalRef).query(({ ctx, input }) => terminalOf(ctx, input.id).describe()),
    history: authed.input(HistoryQuery).query(({ ctx, input }) => {
      const terminal = terminalOf(ctx, input.id);
      return { epoch: terminal.epoch, offset: 0, bytes: terminal.output, startOffset: 0 };
    }),
    attach: authed
      .input(AttachInput)
      .subscription(({ ctx, input, signal }) => terminalOf(ctx, input.id).attach(input, signal ?? new AbortController().signal)),
    write: authed.input(WriteTerminal).mutation(({ ctx, input }) => terminalOf(ctx, input.id).write(input)),
    ack: authed.input(AckTerminal).mutation(({ ctx, input }) => terminalOf(ctx, input.id).ack(input.viewerId, input.offset)),
    resize: authed.input(ResizeTerminal).mutation(({ ctx, input: { id, cols, rows } }) => {
      terminalOf(ctx, id).sizes.push({ cols, rows });
    }),
    takeControl: authed.input(TakeControl).mutation(({ ctx, input }) => {
      terminalOf(ctx, input.id).controllers.push(input.viewerId);
    }),
    watch: authed.subscription(async function* ({ ctx, signal }) {
      const terminals = [...ctx.script.terminals.values()].map((terminal) => terminal.describe());
      yield tracked("all", { type: "all", terminals } satisfies TerminalsEvent);
      if (!signal?.aborted) await new Promise((resolve) => signal?.addEventListener("abort", resolve));
    }),
  },
});
