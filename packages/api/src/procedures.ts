import { wire } from "@pilothouse/contracts/wire";
import { type Actor, Fault, newId } from "@pilothouse/platform";
import { initTRPC, TRPCError } from "@trpc/server";
import type { Context } from "./context.ts";
import { failureBody, failWith } from "./failure.ts";
import { PERMISSIONS } from "./permissions.ts";

const t = initTRPC.context<Context>().create({
  transformer: wire,
  isDev: false,
  errorFormatter: ({ shape, error }) => {
    const fault = failureBody(error);
    return { ...shape, message: fault.message, data: { code: shape.data.code, httpStatus: shape.data.httpStatus, fault } };
  },
});

export const { router } = t;

function refuse(kind: "unauthenticated" | "forbidden" | "invalid", message: string): TRPCError {
  return new TRPCError({ code: "INTERNAL_SERVER_ERROR", cause: new Fault(kind, message) });
}

const OVER_HTTP = "subscribe over a WebSocket";

/** Fails closed: what has no row in the table is refused. */
async function admit(ctx: Context, path: string): Promise<Actor | null> {
  const access = PERMISSIONS[path];
  if (access === undefined) throw refuse("forbidden", `${path} has no permission`);
  if (access === "public") return ctx.actor;
  const { actor } = ctx;
  if (!actor || !(await ctx.services.identity.isActive(actor))) throw refuse("unauthenticated", "sign in first");
  if (access === "admin" && actor.role !== "admin") throw refuse("forbidden", "this needs an administrator");
  return actor;
}

/** Open to everyone whom the permission table lets in. */
export const open = t.procedure
  .use(async ({ ctx, path, type, next }) => {
    const requestId = newId();
    const began = performance.now();
    const result = await next({ ctx: { requestId } });
    const ms = Math.round(performance.now() - began);
    if (result.ok) {
      ctx.log.debug({ path, type, requestId, ms }, "call");
      return result;
    }
    const error = failWith(result.error, requestId);
    const kind = failureBody(error).kind;
    const facts = { path, type, requestId, ms, kind, userId: ctx.actor?.userId };
    if (kind === "internal") ctx.log.error({ ...facts, err: result.error.cause ?? result.error }, "call failed");
    else ctx.log.info(facts, "call refused");
    throw error;
  })
  .use(async ({ ctx, path, type, signal, next }) => {
    const actor = await admit(ctx, path);
    const streams = type === "subscription";
    // For every subscription, also for one that was not made with `live`.
    if (streams && !ctx.gate) throw refuse("invalid", OVER_HTTP);
    const over = actor ? ctx.allowance.take(actor.userId, streams ? "streamsPerUser" : "callsPerUser") : () => {};
    const result = await next({ ctx: { actor, over } });
    // A stream goes on: it is over when it has ended, or when it is given up, be it before it began.
    if (!streams || !result.ok || signal?.aborted) over();
    else signal?.addEventListener("abort", over, { once: true });
    return result;
  });

/** Only for someone signed in. */
export const authed = open.use(({ ctx, next }) => {
  if (!ctx.actor) throw refuse("unauthenticated", "sign in first");
  return next({ ctx: { actor: ctx.actor } });
});

/** Something that goes on, for someone signed in, on a socket. */
export const live = authed.use(({ ctx, next }) => {
  if (!ctx.gate) throw refuse("invalid", OVER_HTTP);
  return next({ ctx: { gate: ctx.gate } });
});
