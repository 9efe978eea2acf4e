import { socketEncoder, wire } from "@pilothouse/contracts/wire";
import { createTRPCUntypedClient, createWSClient, httpLink, TRPCClientError, wsLink } from "@trpc/client";
import type { AnyTRPCRouter } from "@trpc/server";
import { typeOf } from "./expected.ts";

/** What became of a call: what it answered with, or how it was refused, as `kind httpStatus`. */
export interface Outcome {
  readonly answer: string;
  readonly message: string;
  readonly data?: unknown;
}

/** Both ways to a server, for one caller. */
export interface Line extends AsyncDisposable {
  call(path: string, input: unknown, by: "http" | "socket"): Promise<Outcome>;
}

/** Refusals of the door and of the owner; whatever else fails was let in. */
const REFUSALS = new Set(["unauthenticated", "forbidden", "not_found", "internal"]);

export function openLine(server: string, token: string | null): Line {
  const socket = createWSClient({
    url: `${server.replace("http", "ws")}/trpc`,
    connectionParams: token === null ? {} : { token },
    experimental_encoder: socketEncoder,
  });
  const headers = token === null ? {} : { authorization: `Bearer ${token}` };
  const clients = {
    socket: createTRPCUntypedClient<AnyTRPCRouter>({ links: [wsLink({ client: socket, transformer: wire })] }),
    http: createTRPCUntypedClient<AnyTRPCRouter>({ links: [httpLink({ url: `${server}/trpc`, transformer: wire, headers })] }),
  };

  async function call(path: string, input: unknown, by: "http" | "socket"): Promise<Outcome> {
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    const type = typeOf(path);
    // A socket that says who nobody is does not stay open for long.
    const client = token === null ? clients.http : clients[by];
    if (type === "query") client.query(path, input).then(resolve, reject);
    else if (type === "mutation") client.mutation(path, input).then(resolve, reject);
    else {
      // The first message counts, and nothing is read behind it.
      const watching = clients.socket.subscription(path, input, {
        onData: resolve,
        onComplete: () => resolve("completed"),
        onError: reject,
      });
      void promise.catch(() => undefined).finally(() => watching.unsubscribe());
    }
    try {
      return { answer: "passed", message: "", data: await promise };
    } catch (error) {
      if (!(error instanceof TRPCClientError)) throw error;
      const kind = String(error.data?.fault?.kind);
      const answer = REFUSALS.has(kind) ? `${kind} ${error.data?.httpStatus}` : "passed";
      return { answer, message: error.message };
    }
  }

  return { call, [Symbol.asyncDispose]: () => socket.close() };
}
