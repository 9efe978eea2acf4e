import { appRouter, PERMISSIONS } from "@pilothouse/api";
import { socketEncoder, wire } from "@pilothouse/contracts/wire";
import { createTRPCUntypedClient, createWSClient, TRPCClientError, type TRPCUntypedClient, wsLink } from "@trpc/client";
import type { AnyTRPCRouter } from "@trpc/server";
import { expect, test } from "vitest";
import { signedIn } from "./signed-in.ts";
import { startTestServer } from "./test-server.ts";

const MEMBER = { email: "bob@example.org", password: "another long one", name: "Bob" };

interface Ids {
  readonly terminal: string;
  readonly token: string;
  readonly apiKey: string;
  readonly share: string;
}

/** A valid input that names somebody's object, for each procedure that is about one. */
const INPUTS: Readonly<Record<string, (ids: Ids) => object>> = {
  "apiKeys.update": ({ apiKey }) => ({ id: apiKey, name: "mine-now" }),
  "apiKeys.delete": ({ apiKey }) => ({ id: apiKey }),
  "tokens.revoke": ({ token }) => ({ id: token }),
  "attention.dismiss": ({ terminal }) => ({ id: terminal }),
  "terminals.get": ({ terminal }) => ({ id: terminal }),
  "terminals.attach": ({ terminal }) => ({ id: terminal, viewerId: crypto.randomUUID() }),
  "terminals.write": ({ terminal }) => ({ id: terminal, clientId: crypto.randomUUID(), seq: 1, data: Uint8Array.of(3) }),
  "terminals.ack": ({ terminal }) => ({ id: terminal, viewerId: crypto.randomUUID(), offset: 0 }),
  "terminals.resize": ({ terminal }) => ({ id: terminal, cols: 20, rows: 20 }),
  "terminals.signal": ({ terminal }) => ({ id: terminal, signal: "SIGKILL" }),
  "terminals.takeControl": ({ terminal }) => ({ id: terminal, viewerId: crypto.randomUUID() }),
  "terminals.rename": ({ terminal }) => ({ id: terminal, title: "mine now" }),
  "terminals.close": ({ terminal }) => ({ id: terminal }),
  "terminals.delete": ({ terminal }) => ({ id: terminal }),
  "terminals.history": ({ terminal }) => ({ id: terminal }),
  "terminals.scrollback": ({ terminal }) => ({ id: terminal }),
  "terminals.resume": ({ terminal }) => ({ id: terminal }),
  "terminals.search": ({ terminal }) => ({ query: "word", terminalIds: [terminal] }),
  "terminals.keep": ({ terminal }) => ({ id: terminal }),
  "terminals.inputs": ({ terminal }) => ({ id: terminal }),
  "terminals.shares.create": ({ terminal }) => ({ terminalId: terminal }),
  "terminals.shares.list": ({ terminal }) => ({ terminalId: terminal }),
  "terminals.shares.revoke": ({ share }) => ({ id: share }),
  "terminals.timeline": ({ terminal }) => ({ id: terminal }),
  "terminals.screenAt": ({ terminal }) => ({ id: terminal, place: { offset: 0 } }),
  "terminals.replay": ({ terminal }) => ({ id: terminal, from: { offset: 0, events: 0 } }),
};

const own = Object.keys(PERMISSIONS).filter((path) => ["own", "shared"].includes(PERMISSIONS[path] ?? ""));

test("every procedure about somebody's object is tried here", () => {
  expect(Object.keys(INPUTS).sort()).toEqual(own.sort());
});

/** `query`, `mutation` or `subscription`. */
function typeOf(path: string): unknown {
  const procedures: object = appRouter._def.procedures;
  return Reflect.get(Reflect.get(Object(Reflect.get(procedures, path)), "_def") ?? {}, "type");
}

/** How a call failed, as `kind httpStatus`; a subscription counts as failed by its first message. */
async function outcome(client: TRPCUntypedClient<AnyTRPCRouter>, path: string, input: object): Promise<string> {
  const type = typeOf(path);
  const call = new Promise<unknown>((resolve, reject) => {
    if (type === "query") client.query(path, input).then(resolve, reject);
    else if (type === "mutation") client.mutation(path, input).then(resolve, reject);
    else client.subscription(path, input, { onData: resolve, onComplete: () => resolve("completed"), onError: reject });
  });
  try {
    await call;
    return "passed";
  } catch (error) {
    if (!(error instanceof TRPCClientError)) throw error;
    return `${error.data?.fault?.kind} ${error.data?.httpStatus}`;
  }
}

function untyped(url: string, token: string) {
  const socket = createWSClient({
    url: `${url.replace("http", "ws")}/trpc`,
    connectionParams: { token },
    experimental_encoder: socketEncoder,
  });
  return { socket, client: createTRPCUntypedClient<AnyTRPCRouter>({ links: [wsLink({ client: socket, transformer: wire })] }) };
}

test("S20: with another user's ids every procedure answers 404, as with ids that do not exist, and nothing happens", async () => {
  await using server = await startTestServer();
  const ada = await signedIn(server);
  await ada.users.create(MEMBER);
  const { id: terminal } = await ada.terminals.create({ command: ["cat"], title: "hers" });
  const { token } = await ada.tokens.create({ name: "hers" });
  const apiKey = await ada.apiKeys.create({ name: "hers", value: "sk-hers" });

  const bob = await signedIn(server, MEMBER);
  const { secret } = await bob.tokens.create({ name: "his" });
  const { socket, client } = untyped(server.url, secret);
  const { share } = await ada.terminals.shares.create({ terminalId: terminal });

  const foreign = { terminal, token: token.id, apiKey: apiKey.id, share: share.id };
  const missing = {
    terminal: crypto.randomUUID(),
    apiKey: crypto.randomUUID(),
    token: crypto.randomUUID(),
    share: crypto.randomUUID(),
  };
  for (const [path, input] of Object.entries(INPUTS)) {
    expect(await outcome(client, path, input(foreign)), `${path} of another user`).toBe("not_found 404");
    expect(await outcome(client, path, input(missing)), `${path} of nobody`).toBe("not_found 404");
  }
  expect(await bob.terminals.list()).toEqual([]);
  expect(await ada.terminals.get(terminal)).toMatchObject({ title: "hers", status: "running", cols: 80 });
  expect(await ada.tokens.list()).toHaveLength(1);
  expect(await ada.apiKeys.list()).toEqual([apiKey]);
  expect(await ada.terminals.shares.list(terminal)).toEqual([share]);

  await socket.close();
  for (const one of [ada, bob]) one.close();
});

test("who came by a share link may look at its terminal, and is refused everything else there is", async () => {
  await using server = await startTestServer();
  const ada = await signedIn(server);
  const { id: terminal } = await ada.terminals.create({ command: ["cat"], title: "hers" });
  const { id: another } = await ada.terminals.create({ command: ["cat"] });
  const { token } = await ada.tokens.create({ name: "hers" });
  const { share, token: link } = await ada.terminals.shares.create({ terminalId: terminal });
  const { ticket } = await ada.terminals.shares.open(link);
  const { socket, client } = untyped(server.url, ticket);

  const mine = { terminal, token: token.id, apiKey: crypto.randomUUID(), share: share.id };
  for (const [path, access] of Object.entries(PERMISSIONS)) {
    const expected = access === "shared" ? "passed" : "forbidden 403";
    expect(await outcome(client, path, INPUTS[path]?.(mine) ?? {}), `${path} for a guest`).toBe(expected);
    if (access !== "shared") continue;
    const input = INPUTS[path]?.({ ...mine, terminal: another }) ?? {};
    expect(await outcome(client, path, input), `${path} of another terminal`).toBe("not_found 404");
  }
  const control = { id: terminal, viewerId: crypto.randomUUID(), mode: "control" };
  expect(await outcome(client, "terminals.attach", control)).toBe("forbidden 403");
  expect(await ada.terminals.get(terminal)).toMatchObject({ title: "hers", status: "running", cols: 80 });

  await socket.close();
  ada.close();
});
