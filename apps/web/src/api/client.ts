import type { AppRouter } from "@pilothouse/api";
import type { PasskeyShown } from "@pilothouse/contracts";
import { socketEncoder, wire } from "@pilothouse/contracts/wire";
import { createTRPCClient, createWSClient, getFetch, httpBatchLink, httpLink, splitLink, wsLink } from "@trpc/client";
import { createSession } from "../session/session.ts";
import { sharedExpiry } from "../session/shared-expiry.ts";
import { exclusively } from "../session/tabs-lock.ts";
import { backoff } from "./backoff.ts";
import { renewingFetch } from "./fetch.ts";
import { linkClosed, linkOpened } from "./link.ts";
import { socketUrl } from "./socket-url.ts";

/** WebSocket close code of a server whose caller's sign-in ended. */
const SIGN_IN_ENDED = 4401;

/** Calls that make or renew the sign-in: they must not wait for one. */
const bare = createTRPCClient<AppRouter>({ links: [httpLink({ url: "/trpc", transformer: wire })] });

export const session = createSession({
  me: () => client.auth.me.query(),
  refresh: () => bare.auth.refresh.mutate({}),
  logout: () => client.auth.logout.mutate().then(() => undefined),
  now: () => Date.now(),
  exclusively,
  sharedExpiry,
});

const socket = createWSClient({
  url: async () => {
    await session.fresh();
    return socketUrl(globalThis.location);
  },
  experimental_encoder: socketEncoder,
  lazy: { enabled: true, closeMs: 5_000 },
  keepAlive: { enabled: true, intervalMs: 10_000, pongTimeoutMs: 10_000 },
  retryDelayMs: (attempt) => backoff(attempt),
  onOpen: linkOpened,
  onClose: (cause) => {
    linkClosed();
    // The next attempt must not come with the same cookie. An unreachable server is told by the socket's own state.
    if (cause?.code === SIGN_IN_ENDED) session.renew().catch(linkClosed);
  },
});

/**
 * The control connection: subscriptions and calls marked `{ context: { socket: true } }` over the socket, all other calls
 * over HTTP, where cookies can be set and a lost connection is an answer.
 */
export const client = createTRPCClient<AppRouter>({
  links: [
    splitLink({
      condition: (op) => op.type === "subscription" || op.context["socket"] === true,
      true: wsLink({ client: socket, transformer: wire }),
      false: httpBatchLink({ url: "/trpc", transformer: wire, fetch: renewingFetch(() => session, getFetch()) }),
    }),
  ],
});

/** Sign-in calls, which set the cookies of this browser. */
export const signIn = {
  providers: () => bare.auth.providers.query(),
  login: (input: { email: string; password: string; code?: string }) => bare.auth.login.mutate({ ...input, transport: "cookie" }),
  beginSso: (input: { provider: string; return: string }) => bare.auth.sso.begin.mutate(input),
  askForPasskey: () => bare.auth.passkeys.ask.mutate(),
  passkey: (input: { shown: PasskeyShown }) => bare.auth.passkeys.signIn.mutate({ ...input, transport: "cookie" }),
  setup: (input: { code: string; email: string; name: string; password: string }) =>
    bare.auth.setup.mutate({ ...input, transport: "cookie" }),
  register: (input: { token: string; name: string; password: string }) =>
    bare.auth.register.mutate({ ...input, transport: "cookie" }),
  verifyEmail: (input: { email: string }) => bare.auth.verifyEmail.mutate(input),
  requestPasswordReset: (input: { email: string }) => bare.auth.requestPasswordReset.mutate(input),
  resetPassword: (input: { token: string; password: string }) => bare.auth.resetPassword.mutate(input),
};
