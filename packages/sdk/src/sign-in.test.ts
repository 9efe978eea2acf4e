import { expect, test } from "vitest";
import { createClient, signIn } from "./index.ts";
import { ScriptedServer } from "./testing/scripted-server.ts";
import { untilLive } from "./testing/until-live.ts";

const me = { email: "ada@example.org", password: "correct horse" };

test("a wrong password is unauthenticated", async () => {
  await using server = await ScriptedServer.start();
  await expect(signIn({ ...me, url: server.url, password: "wrong" })).rejects.toMatchObject({ kind: "unauthenticated" });
});

test("calls carry the access token, and one that was refused is sent again with a new one", async () => {
  await using server = await ScriptedServer.start();
  server.accepted = new Set();
  const login = await signIn({ ...me, url: server.url });
  expect(login.user.email).toBe(me.email);
  using client = createClient({ url: server.url, token: login });
  await client.auth.me();
  server.accepted.clear();
  await client.terminals.list();
  expect(server.refreshes).toBe(1);
});

test("calls at the same time share one refresh", async () => {
  await using server = await ScriptedServer.start();
  server.accepted = new Set();
  using client = createClient({ url: server.url, token: await signIn({ ...me, url: server.url }) });
  server.accepted.clear();
  await Promise.all(Array.from({ length: 10 }, () => client.terminals.list()));
  expect(server.refreshes).toBe(1);
});

test("a fixed token that is refused fails without a second try", async () => {
  await using server = await ScriptedServer.start();
  server.accepted = new Set(["good"]);
  using client = createClient({ url: server.url, token: "bad" });
  await expect(client.auth.me()).rejects.toMatchObject({ kind: "unauthenticated" });
  expect(server.calls.length).toBe(1);
  const looping = client.terminals.attach(crypto.randomUUID())[Symbol.asyncIterator]().next();
  await expect(looping).rejects.toMatchObject({ kind: "unauthenticated" });
  using other = createClient({ url: server.url, token: () => "good" });
  await other.auth.me();
});

test("a view goes on with a new token when the server ends its socket's token", async () => {
  await using server = await ScriptedServer.start();
  server.accepted = new Set();
  const terminal = server.terminal();
  terminal.print("one ");
  using client = createClient({ url: server.url, token: await signIn({ ...me, url: server.url }) });
  const view = client.terminals.attach(terminal.id, { from: { offset: 0 }, mode: "control" });
  await untilLive(view);
  server.accepted.clear();
  server.closeSockets(4401);
  terminal.print("two");
  terminal.exit(0);
  let text = "";
  for await (const event of view) if (event.type === "data") text += Buffer.from(event.bytes).toString();
  expect(text).toBe("one two");
  expect(server.refreshes).toBe(1);
});

test("input on a socket whose token has ended is sent again with a new one", async () => {
  await using server = await ScriptedServer.start();
  server.accepted = new Set();
  const terminal = server.terminal();
  using client = createClient({ url: server.url, token: await signIn({ ...me, url: server.url }) });
  const view = client.terminals.attach(terminal.id, { mode: "control" });
  await untilLive(view);
  server.accepted.clear();
  await view.write("typed");
  expect(Buffer.concat(terminal.applied).toString()).toBe("typed");
  expect(server.refreshes).toBe(1);
});

test("a view whose token cannot be replaced fails, and does not try for ever", async () => {
  await using server = await ScriptedServer.start();
  server.accepted = new Set();
  const terminal = server.terminal();
  using client = createClient({ url: server.url, token: await signIn({ ...me, url: server.url }) });
  const view = client.terminals.attach(terminal.id);
  await untilLive(view);
  server.refreshes = 7;
  server.accepted.clear();
  server.closeSockets(4401);
  const reading = (async () => {
    for await (const event of view) if (event.type === "exit") break;
  })();
  await expect(reading).rejects.toMatchObject({ kind: "unauthenticated" });
});
