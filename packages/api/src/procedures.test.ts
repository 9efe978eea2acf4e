import { LIMITS, Role, TokenScope } from "@pilothouse/contracts";
import { type Actor, covers, createLogger, Fault, type Guest, includes } from "@pilothouse/platform";
import { TRPCError } from "@trpc/server";
import { expect, test } from "vitest";
import { Allowance } from "./allowance.ts";
import { Rates } from "./rates.ts";
import type { Context } from "./context.ts";
import { Failure, failureMeta } from "./failure.ts";
import { appRouter } from "./index.ts";
import { PERMISSIONS } from "./permissions.ts";
import { authed, live, open, router, viewing } from "./procedures.ts";
import type { Services } from "./services.ts";
import { numbered } from "./streams.ts";

const guest: Guest = { shareId: "s", expiresAt: Number.MAX_SAFE_INTEGER };
const member: Actor = { userId: "u", role: "member", via: { kind: "login", loginId: "l" }, expiresAt: null };

/** Services of which a test gives only what it means to be reached; anything else would be a bug. */
function only(parts: {
  readonly identity: Partial<Services["identity"]>;
  readonly health: Pick<Services["health"], "watch">;
  readonly terminals: { readonly shares: Pick<Services["terminals"]["shares"], "isOpen"> };
}): Services {
  const refuse = (name: string) => () => Promise.reject(new Error(`${name} was reached`));
  const strict = (given: object) => new Proxy(given, { get: (own, name) => Reflect.get(own, name) ?? refuse(String(name)) });
  return new Proxy<Services>(Object.create(null), { get: (_, name) => strict(Reflect.get(parts, name) ?? {}) });
}

const unused = () => Promise.reject(new Error("single sign-on was reached"));
const NO_SSO = { providers: () => [], begin: unused, link: unused, list: unused, unlink: unused };

function context(who: Actor | Guest | null, active = true): Context {
  const isGuest = who !== null && "shareId" in who;
  return {
    actor: isGuest ? null : who,
    refusal: null,
    guest: isGuest ? who : null,
    client: { address: "127.0.0.1", userAgent: "test" },
    requestKey: null,
    services: only({
      identity: {
        isActive: async () => active,
        setupRequired: async () => true,
        joining: { registration: "off", mailer: null },
        sso: NO_SSO,
      },
      health: { watch: async function* () {} },
      terminals: { shares: { isOpen: async () => active } },
    }),
    log: createLogger({ level: "silent", name: "test" }),
    cookies: null,
    gate: { drained: async () => {} },
    rates: new Rates(),
    allowance: new Allowance({ callsPerUser: 2, streamsPerUser: 1, viewersPerShare: 1 }),
  };
}

async function failure(call: Promise<unknown>): Promise<Failure["body"] & { code: string }> {
  const error: unknown = await call.then(
    () => new Error("it passed"),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof TRPCError && error.cause instanceof Failure)) throw error;
  return { ...error.cause.body, code: error.code };
}

/** Calls a procedure by its path, with no input. */
async function call(path: string, ctx: Context): Promise<unknown> {
  const procedure: unknown = path.split(".").reduce((at: object, name) => Reflect.get(at, name), appRouter.createCaller(ctx));
  return typeof procedure === "function" ? procedure() : Promise.reject(new Error(`there is no ${path}`));
}

const closed = Object.entries(PERMISSIONS).filter(([, { access }]) => access !== "public");

test.each(closed)("S15: %s turns away whoever is not signed in, before it looks at the input", async (path) => {
  expect(await failure(call(path, context(null)))).toMatchObject({ kind: "unauthenticated", code: "UNAUTHORIZED" });
});

test.each(closed)("%s turns away whoever was signed out since", async (path) => {
  expect(await failure(call(path, context(member, false)))).toMatchObject({ kind: "unauthenticated" });
});

const VIAS: readonly Actor["via"][] = [
  { kind: "login", loginId: "l" },
  ...TokenScope.options.map((scope) => ({ kind: "token", tokenId: "t", scope }) as const),
];
const EVERYONE = Role.options.flatMap((role) => VIAS.map((via): Actor => ({ ...member, role, via })));

test.each(closed)("S19: %s lets in the roles and API tokens that its row names, and no others", async (path, { from, scope }) => {
  for (const actor of EVERYONE) {
    const may = includes(actor.role, from) && (actor.via.kind === "login" || (scope !== null && covers(actor, scope)));
    const refused = call(path, context(actor)).then(
      () => false,
      (error) => error.code === "FORBIDDEN",
    );
    expect(await refused, `${actor.role} by ${JSON.stringify(actor.via)}`).toBe(!may);
  }
});

test("S11: an API token with the scope read can change nothing, and none can make another one", () => {
  const mutations = Object.keys(PERMISSIONS).filter((path) => typeOf(path) === "mutation");
  const forReaders = mutations.filter((path) => PERMISSIONS[path]?.access !== "public" && PERMISSIONS[path]?.scope === "read");
  expect(forReaders).toEqual(["attention.look", "terminals.ack"]);
  for (const path of ["tokens.create", "users.create", "users.update", "users.resetPassword", "users.invitations.create"])
    expect([path, PERMISSIONS[path]?.scope]).toEqual([path, null]);
});

const FOR_GUESTS = ["terminals.attach", "terminals.ack", "terminals.timeline", "terminals.screenAt", "terminals.replay"];

test("five procedures are open to who came by a share link", () => {
  expect(Object.keys(PERMISSIONS).filter((path) => PERMISSIONS[path]?.access === "shared")).toEqual(FOR_GUESTS);
});

test.each(Object.keys(PERMISSIONS).filter((path) => !FOR_GUESTS.includes(path)))(
  "%s turns away who came by a share link, before it looks at the input",
  async (path) => {
    expect(await failure(call(path, context(guest)))).toMatchObject({ kind: "forbidden", code: "FORBIDDEN" });
  },
);

test.each(FOR_GUESTS)("%s turns away a guest whose link is over", async (path) => {
  expect(await failure(call(path, context(guest)))).toMatchObject({ kind: "invalid" });
  expect(await failure(call(path, context(guest, false)))).toMatchObject({ kind: "unauthenticated" });
});

test("everyone behind one share link may look so often and no more", async () => {
  const probe = router({ terminals: router({ attach: viewing.subscription(() => neverEnds()) }) });
  async function* neverEnds() {
    yield await new Promise<never>(() => undefined);
  }
  const ctx = context(guest);
  await probe.createCaller(ctx).terminals.attach();
  expect(await failure(probe.createCaller(ctx).terminals.attach())).toMatchObject({ kind: "quota", facts: { limit: 1 } });
  const other = { ...ctx, guest: { ...guest, shareId: "another" } };
  await probe.createCaller(other).terminals.attach();
});

test("S21: a procedure without a row in the table is refused for everyone", async () => {
  const forgotten = router({ forgotten: open.query(() => "secret") });
  expect(await failure(forgotten.createCaller(context(member)).forgotten())).toMatchObject({ kind: "forbidden" });
});

function typeOf(path: string): unknown {
  const procedures: object = appRouter._def.procedures;
  return Reflect.get(Reflect.get(Object(Reflect.get(procedures, path)), "_def") ?? {}, "type");
}

test.each(Object.keys(PERMISSIONS).filter((path) => typeOf(path) === "subscription"))(
  "%s is not there over HTTP, where signing out would not end it",
  async (path) => {
    expect(await failure(call(path, { ...context(member), gate: null }))).toMatchObject({
      kind: "invalid",
      message: expect.stringContaining("WebSocket"),
    });
  },
);

test("a user has so many calls under way and no more, whatever becomes of them", async () => {
  const gates = [Promise.withResolvers<string>(), Promise.withResolvers<string>()];
  const asked = gates.map(({ promise }) => promise);
  const probe = router({ auth: router({ me: authed.query(() => asked.shift() ?? "at once") }) });
  const ctx = context(member);
  const { auth } = probe.createCaller(ctx);
  const first = auth.me();
  const second = auth.me();
  expect(await failure(auth.me())).toMatchObject({ kind: "quota", facts: { limit: 2 } });
  expect(await probe.createCaller({ ...ctx, actor: { ...member, userId: "another" } }).auth.me()).toBe("at once");
  gates[0]?.resolve("late");
  gates[1]?.reject(new Error("broken"));
  await Promise.allSettled([first, second]);
  expect(await auth.me()).toBe("at once");
});

test("S14: one call too many in a minute is refused with the time to wait, of a user and of strangers; keys are not counted", async () => {
  const rates = new Rates({ ...LIMITS, callsPerMinute: 2, strangersCallsPerMinute: 1 });
  const probe = router({
    auth: router({ me: authed.query(() => "me") }),
    terminals: router({ write: authed.mutation(() => "written") }),
  });
  const caller = (who: Actor | null, address = "192.0.2.1") =>
    probe.createCaller({ ...context(who), rates, client: { address, userAgent: "test" } });
  await caller(member).auth.me();
  await caller(member).auth.me();
  const refused = await failure(caller(member).auth.me());
  expect(refused).toMatchObject({ kind: "quota", retryable: true, facts: { limit: 2 } });
  const error = await caller(member)
    .auth.me()
    .catch((thrown: unknown) => thrown);
  const { headers = {} } = failureMeta(error instanceof TRPCError ? [error] : []);
  expect(Number(headers["retry-after"])).toBeGreaterThan(0);
  expect(await caller(member).terminals.write()).toBe("written");
  expect(await caller({ ...member, userId: "another" }).auth.me()).toBe("me");
  await failure(caller(null).auth.me());
  expect(await failure(caller(null).auth.me())).toMatchObject({ kind: "quota" });
  expect(await failure(caller(null, "192.0.2.2").auth.me())).toMatchObject({ kind: "unauthenticated" });
});

test("S14: calls with a terminal's input and acknowledgements go uncounted of those alone who may make them", async () => {
  const rates = new Rates({ ...LIMITS, callsPerMinute: 1, strangersCallsPerMinute: 1 });
  const probe = router({
    terminals: router({ write: authed.mutation(() => "written"), ack: viewing.mutation(() => "taken") }),
  });
  const { terminals: known } = probe.createCaller({ ...context(member), rates });
  const { terminals: invited } = probe.createCaller({ ...context(guest), rates });
  const { terminals: unknown } = probe.createCaller({ ...context(null), rates });
  for (let calls = 0; calls < 3; calls += 1) {
    expect([await known.write(), await known.ack(), await invited.ack()]).toEqual(["written", "taken", "taken"]);
  }
  expect(await failure(invited.write())).toMatchObject({ kind: "forbidden" });
  expect(await failure(invited.write())).toMatchObject({ kind: "quota" });
  expect(await failure(unknown.write())).toMatchObject({ kind: "unauthenticated" });
  expect(await failure(unknown.ack())).toMatchObject({ kind: "quota" });
});

test("S14: a stranger's calls keep nobody behind the same address from a refresh or a share link that works", async () => {
  const rates = new Rates({ ...LIMITS, strangersCallsPerMinute: 2 });
  const answer = async (input: unknown) => {
    if (input !== "works") throw new Fault("unauthenticated", "sign in again");
    return "in";
  };
  const door = open.input((input: unknown) => input).mutation(({ input }) => answer(input));
  const probe = router({
    auth: router({ refresh: door, providers: open.query(() => "none") }),
    terminals: router({ shares: router({ open: door }) }),
  });
  const caller = probe.createCaller({ ...context(null), rates });
  const doors = [caller.auth.refresh, caller.terminals.shares.open];
  for (let calls = 0; calls < 2; calls += 1) await caller.auth.providers();
  expect(await failure(caller.auth.providers())).toMatchObject({ kind: "quota" });
  for (const enter of doors) {
    for (let calls = 0; calls < 2; calls += 1) expect(await failure(enter("wrong"))).toMatchObject({ kind: "unauthenticated" });
    expect(await failure(enter("wrong"))).toMatchObject({ kind: "quota", facts: { limit: 2 } });
    expect([await enter("works"), await enter("works")]).toEqual(["in", "in"]);
    // Who has proofs is not to go on for ever either.
    expect(await failure(enter("works"))).toMatchObject({ kind: "quota" });
  }
});

test("a subscription counts until it has ended or was given up", async () => {
  async function* twice() {
    yield { id: "1", event: "one" };
    yield { id: "2", event: "two" };
  }
  const probe = router({ health: router({ watch: live.subscription(({ ctx }) => numbered(twice(), ctx)) }) });
  const ctx = context(member);
  const open = (signal?: AbortSignal) => probe.createCaller(ctx, signal && { signal }).health.watch();

  const first = await open();
  expect(await failure(open())).toMatchObject({ kind: "quota", facts: { limit: 1 } });
  for await (const _ of first) continue;
  const neverRead = new AbortController();
  await open(neverRead.signal);
  expect(await failure(open())).toMatchObject({ kind: "quota" });
  neverRead.abort();
  await open();
});

test("a fault keeps its kind and facts, a bug says nothing of itself", async () => {
  const probe = router({
    health: router({
      check: open.query(() => {
        throw new Fault("quota", "too much", { limit: 3 });
      }),
      ready: open.query(() => {
        throw new Error("canary");
      }),
    }),
    auth: router({ me: authed.query(() => "me") }),
  });
  const caller = probe.createCaller(context(null));
  expect(await failure(caller.health.check())).toMatchObject({
    kind: "quota",
    message: "too much",
    facts: { limit: 3 },
    retryable: true,
    code: "TOO_MANY_REQUESTS",
  });
  const bug = await failure(caller.health.ready());
  expect(bug).toMatchObject({ kind: "internal", code: "INTERNAL_SERVER_ERROR", retryable: false });
  expect(bug.message).not.toContain("canary");
  expect(bug.message).toContain(bug.requestId);
});

test("bad input says where and what", async () => {
  const body = await failure(appRouter.createCaller(context(member)).terminals.create({ cols: 0, rows: 0 }));
  expect(body).toMatchObject({ kind: "invalid", code: "BAD_REQUEST", issues: [{ path: "cols" }, { path: "rows" }] });
  expect(body.message).toContain("cols");
});
