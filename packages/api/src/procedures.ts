import { wire } from "@pilothouse/contracts/wire";
import { type Actor, covers, Fault, type Guest, includes, newId } from "@pilothouse/platform";
import { initTRPC, TRPCError } from "@trpc/server";
import type { Context } from "./context.ts";
import { countCall } from "./count-call.ts";
import { failureBody, failWith, httpStatusOf } from "./failure.ts";
import { type Permission, PERMISSIONS } from "./permissions.ts";
import type { SocketGate } from "./services.ts";

const t = initTRPC.context<Context>().create({
  transformer: wire,
  isDev: false,
  errorFormatter: ({ shape, error }) => {
    const fault = failureBody(error);
    return {
      ...shape,
      message: fault.message,
      data: { code: shape.data.code, httpStatus: httpStatusOf(fault, shape.data.httpStatus), fault },
    };
  },
});

export const { router } = t;

function refuse(kind: "unauthenticated" | "forbidden" | "invalid", message: string): TRPCError {
  return new TRPCError({ code: "INTERNAL_SERVER_ERROR", cause: new Fault(kind, message) });
}

const OVER_HTTP = "subscribe over a WebSocket";

interface Admitted {
  readonly actor: Actor | null;
  readonly guest: Guest | null;
}

/** Fails closed: what has no row in the table is refused. */
async function admit(ctx: Context, path: string): Promise<Admitted> {
  const permission = PERMISSIONS[path];
  if (permission === undefined) throw refuse("forbidden", `${path} has no permission`);
  if (ctx.guest) return { actor: null, guest: await admitGuest(ctx, ctx.guest, permission) };
  if (permission.access === "public") return { actor: ctx.actor, guest: null };
  return { actor: await admitActor(ctx, permission), guest: null };
}

async function admitGuest(ctx: Context, guest: Guest, { access }: Permission): Promise<Guest> {
  if (access !== "shared") throw refuse("forbidden", "a share link only shows its terminal");
  if (!(await ctx.services.terminals.shares.isOpen(guest))) throw refuse("unauthenticated", "this link is over");
  return guest;
}

async function admitActor(ctx: Context, { from, scope }: Permission): Promise<Actor> {
  const { actor, refusal } = ctx;
  if (!actor && refusal) throw refuse("forbidden", refusal.message);
  if (!actor || !(await ctx.services.identity.isActive(actor))) throw refuse("unauthenticated", "sign in first");
  if (!includes(actor.role, from)) throw refuse("forbidden", `this needs the role ${from}; yours is ${actor.role}`);
  if (actor.via.kind === "login") return actor;
  if (scope === null) throw refuse("forbidden", "an API token cannot do this; sign in");
  if (!covers(actor, scope)) throw refuse("forbidden", `this needs an API token with the scope ${scope}`);
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
    const facts = { path, type, requestId, ms, kind, userId: ctx.actor?.userId, shareId: ctx.guest?.shareId };
    if (kind === "internal") ctx.log.error({ ...facts, err: result.error.cause ?? result.error }, "call failed");
    else ctx.log.info(facts, "call refused");
    throw error;
  })
  .use(async ({ ctx, path, type, signal, next }) => {
    const counted = isPaced(ctx, path) ? null : await countCall(ctx, path);
    const { actor: admitted, guest } = await admit(ctx, path);
    const origin = { address: ctx.client.address, requestId: ctx.requestId };
    const actor = admitted && { ...admitted, origin };
    const streams = type === "subscription";
    // For every subscription, also for one that was not made with `live`.
    if (streams && !ctx.gate) throw refuse("invalid", OVER_HTTP);
    const over = takeOne(ctx, { actor, guest }, streams);
    const result = await next({ ctx: { actor, guest, over, client: { ...ctx.client, ...origin } } });
    // A stream goes on: it is over when it has ended, or when it is given up, be it before it began.
    if (!streams || !result.ok || signal?.aborted) over();
    else signal?.addEventListener("abort", over, { once: true });
    await counted?.(result.ok);
    return result;
  });

/**
 * Of these a view sends as many as its user types and its terminal prints, and waits for each to be taken. Whoever may not
 * call them has no view.
 */
function isPaced({ actor, guest }: Context, path: string): boolean {
  if (path === "terminals.write") return actor !== null;
  return path === "terminals.ack" && (actor !== null || guest !== null);
}

function takeOne({ allowance }: Context, { actor, guest }: Admitted, streams: boolean): () => void {
  if (actor) return allowance.take(actor.userId, streams ? "streamsPerUser" : "callsPerUser");
  if (guest) return allowance.take(guest.shareId, streams ? "viewersPerShare" : "callsPerUser");
  return () => {};
}

/** For someone signed in, and for someone who came by a share link. */
export const viewing = open.use(({ ctx, next }) => {
  const viewer = ctx.actor ?? ctx.guest;
  if (!viewer) throw refuse("unauthenticated", "sign in first");
  return next({ ctx: { viewer } });
});

/** Only for someone signed in. */
export const authed = open.use(({ ctx, next }) => {
  if (!ctx.actor) throw refuse("unauthenticated", "sign in first");
  return next({ ctx: { actor: ctx.actor } });
});

/** The way to a socket; there are no streams without one. */
export function requireGate({ gate }: Pick<Context, "gate">): SocketGate {
  if (!gate) throw refuse("invalid", OVER_HTTP);
  return gate;
}

/** Something that goes on, for someone signed in, on a socket. */
export const live = authed.use(({ ctx, next }) => {
  return next({ ctx: { gate: requireGate(ctx) } });
});
