import { createClient, signIn } from "@pilothouse/sdk";
import { afterAll, beforeAll, expect, test } from "vitest";
import { signedIn } from "./signed-in.ts";
import { startTestServer, type TestServer } from "./test-server.ts";

const CUT_WITHIN_MS = 5_000;

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
}, 60_000);
afterAll(() => server[Symbol.asyncDispose]());

/** A member, signed in with an access token that nobody refreshes. */
async function newcomer(email: string) {
  const credentials = { email, password: "another long one" };
  using ada = await signedIn(server);
  const { id } = await ada.users.create({ ...credentials, name: "Bob" });
  const login = await signIn({ url: server.url, ...credentials });
  return { id, credentials, client: createClient({ url: server.url, token: await login() }) };
}

test("S8: a disabled user's sockets close within 5 s; what runs goes on, is listed to the administrator, who can end it, and keeps the user", async () => {
  using ada = await signedIn(server);
  const bob = await newcomer("bob@example.org");
  using client = bob.client;
  const { id, pid } = await client.terminals.create({ command: ["cat"], title: "his" });
  const watching = (async () => {
    for await (const _ of client.terminals.attach(id));
  })().then(
    () => "an end without a reason",
    (error: unknown) => error,
  );
  const disabledAt = performance.now();
  await ada.users.update(bob.id, { disabled: true });
  expect(await watching).toMatchObject({ kind: "unauthenticated" });
  expect(performance.now() - disabledAt).toBeLessThan(CUT_WITHIN_MS);

  expect(await ada.terminals.list({ ownerId: bob.id })).toMatchObject([{ id, pid, status: "running", title: "cat" }]);
  await expect(ada.terminals.get(id)).rejects.toMatchObject({ kind: "not_found" });
  const refused = { kind: "conflict", message: expect.stringContaining("1 terminal of this user runs") };
  await expect(ada.users.delete(bob.id)).rejects.toMatchObject(refused);
  expect(await ada.users.endTerminals(bob.id)).toEqual({ ended: 1 });
  expect(await ada.terminals.list({ ownerId: bob.id, status: "running" })).toEqual([]);
  expect(await ada.users.endTerminals(bob.id)).toEqual({ ended: 0 });
  await ada.users.delete(bob.id, { endTerminals: true });
  await expect(ada.users.get(bob.id)).rejects.toMatchObject({ kind: "not_found" });
  expect(await ada.terminals.list({ ownerId: bob.id })).toEqual([]);
});

test("S8: another role closes the sockets of who has it, and the old access token is refused at the next call", async () => {
  using ada = await signedIn(server);
  const carol = await newcomer("carol@example.org");
  using client = carol.client;
  const { id } = await client.terminals.create({ command: ["cat"] });
  const writing = (async () => {
    for await (const _ of client.terminals.attach(id, { mode: "control" }));
  })().catch((error: unknown) => error);
  await ada.users.update(carol.id, { role: "viewer" });
  await expect(client.terminals.get(id)).rejects.toMatchObject({ kind: "unauthenticated" });
  expect(await writing).toMatchObject({ kind: "unauthenticated" });
  using again = await signedIn(server, carol.credentials);
  await expect(again.terminals.close(id)).rejects.toMatchObject({ kind: "forbidden" });
  await ada.users.update(carol.id, { disabled: true });
  await ada.users.delete(carol.id, { endTerminals: true });
});

test("S10: one's other devices are listed and signed out; an administrator does it for anyone, a member for nobody else", async () => {
  using ada = await signedIn(server);
  const dora = await newcomer("dora@example.org");
  using client = dora.client;
  using elsewhere = await signedIn(server, dora.credentials);
  const logins = await client.auth.logins.list();
  expect(logins.filter(({ current }) => current)).toHaveLength(1);
  expect(logins).toHaveLength(2);
  const hers = await ada.auth.me();
  await expect(client.auth.logins.list({ userId: hers.user.id })).rejects.toMatchObject({ kind: "not_found" });
  const there = logins.find(({ current }) => !current);
  await client.auth.logins.revoke(there?.id ?? "");
  await expect(elsewhere.auth.me()).rejects.toMatchObject({ kind: "unauthenticated" });
  const [here] = await ada.auth.logins.list({ userId: dora.id });
  await ada.auth.logins.revoke(here?.id ?? "");
  await expect(client.auth.me()).rejects.toMatchObject({ kind: "unauthenticated" });
});

test("S7: a revoked signing key ends its tokens and the sockets they opened; who can refresh goes on", async () => {
  using ada = await signedIn(server);
  const { id } = await ada.terminals.create({ command: ["cat"] });
  const [signing] = await ada.signingKeys.list();
  const hers = ada.terminals.attach(id, { mode: "control" });
  const echo = (async () => {
    let text = "";
    for await (const event of hers) {
      if (event.type === "data") text += new TextDecoder().decode(event.bytes);
      if (text.includes("still here")) return text;
    }
    return text;
  })();
  const erin = await newcomer("erin@example.org");
  using client = erin.client;
  const watching = (async () => {
    for await (const _ of client.health.watch());
  })().catch((error: unknown) => error);
  await client.health.ready();
  await ada.signingKeys.revoke(signing?.id ?? "");
  await expect(client.auth.me()).rejects.toMatchObject({ kind: "unauthenticated" });
  expect(await watching).toMatchObject({ kind: "unauthenticated" });
  await hers.write("still here\n");
  expect(await echo).toContain("still here");
  hers.close();
  await ada.terminals.delete(id);
});
