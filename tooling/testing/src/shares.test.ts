import { createClient, openShare, type PilothouseError } from "@pilothouse/sdk";
import { expect, test } from "vitest";
import { signedIn } from "./signed-in.ts";
import { startTestServer } from "./test-server.ts";

const CUT_WITHIN_MS = 5_000;
const MEMBER = { email: "bob@example.org", password: "another long one", name: "Bob" };

/** Reads a view until its text has `needle`. */
async function until(view: AsyncIterable<{ readonly type: string }>, needle: string): Promise<string> {
  let text = "";
  for await (const event of view) {
    if ("bytes" in event && event.bytes instanceof Uint8Array) text += Buffer.from(event.bytes).toString();
    if ("screen" in event && typeof event.screen === "string") text += event.screen;
    if (text.includes(needle)) break;
  }
  return text;
}

/** How a view ends that nothing more comes from. */
async function endOf(view: AsyncIterable<unknown>): Promise<unknown> {
  try {
    for await (const _ of view) continue;
    return "an end without a reason";
  } catch (error) {
    return error;
  }
}

const shownOnce = expect.objectContaining({ kind: "not_found" } satisfies Partial<PilothouseError>);

test("case 38: who looks through a share link is sent away soon after it was revoked, and the terminal and its owner stay", async () => {
  await using server = await startTestServer();
  using owner = await signedIn(server);
  const { url } = server;
  const { id, pid } = await owner.terminals.create({ command: ["cat"] });
  using mine = owner.terminals.attach(id, { mode: "control" });
  const { share, token } = await owner.terminals.shares.create({ terminalId: id });
  using shared = await openShare({ url, token });
  const view = shared.attach();
  await mine.write("shown\n");
  await until(view, "shown\r\nshown");
  await expect(view.write("typed by a guest\n")).rejects.toMatchObject({ kind: "forbidden" });

  const ended = endOf(view);
  const revokedAt = performance.now();
  await owner.terminals.shares.revoke(share.id);
  expect(await ended).toMatchObject({ kind: "unauthenticated" });
  const took = performance.now() - revokedAt;
  process.stdout.write(`a guest was sent away ${took.toFixed(0)} ms after the link was revoked\n`);
  expect(took).toBeLessThan(CUT_WITHIN_MS);
  await expect(openShare({ url, token })).rejects.toEqual(shownOnce);
  await mine.write("mine\n");
  expect(await until(mine, "mine\r\nmine")).not.toContain("typed by a guest");
  expect(await owner.terminals.get(id)).toMatchObject({ pid, status: "running" });
}, 60_000);

test("the links of a user who is disabled end, and who looks through them is sent away", async () => {
  await using server = await startTestServer();
  using admin = await signedIn(server);
  const bob = await admin.users.create(MEMBER);
  using his = await signedIn(server, MEMBER);
  const { id } = await his.terminals.create({ command: ["cat"] });
  const { token } = await his.terminals.shares.create({ terminalId: id });
  using shared = await openShare({ url: server.url, token });
  const view = shared.attach();
  await view[Symbol.asyncIterator]().next();
  const ended = endOf(view);
  await admin.users.update(bob.id, { disabled: true });
  expect(await ended).toMatchObject({ kind: "unauthenticated" });
  await expect(openShare({ url: server.url, token })).rejects.toEqual(shownOnce);
}, 60_000);

test("a link ends with the API token or the sign-in that made it, and others stay", async () => {
  await using server = await startTestServer();
  using owner = await signedIn(server);
  const { url } = server;
  const lent = await owner.tokens.create({ name: "lent" });
  using stranger = createClient({ url, token: lent.secret });
  const { id } = await owner.terminals.create({ command: ["cat"] });
  const theirs = await stranger.terminals.shares.create({ terminalId: id });
  const { token } = await owner.terminals.shares.create({ terminalId: id });
  using shared = await openShare({ url, token: theirs.token });
  const view = shared.attach();
  await view[Symbol.asyncIterator]().next();
  const ended = endOf(view);
  await owner.tokens.revoke(lent.token.id);
  expect(await ended).toMatchObject({ kind: "unauthenticated" });
  await expect(openShare({ url, token: theirs.token })).rejects.toEqual(shownOnce);

  using other = await openShare({ url, token });
  const otherView = other.attach();
  await otherView[Symbol.asyncIterator]().next();
  const otherEnded = endOf(otherView);
  await owner.auth.logout();
  expect(await otherEnded).toMatchObject({ kind: "unauthenticated" });
  await expect(openShare({ url, token })).rejects.toEqual(shownOnce);
}, 60_000);

test("case 17: a guest goes on behind the last byte after the server was killed, and neither link nor ticket is in the log", async () => {
  await using server = await startTestServer({ env: { LOG_LEVEL: "trace" } });
  using owner = await signedIn(server);
  const { id } = await owner.terminals.create({ command: ["cat"] });
  using mine = owner.terminals.attach(id, { mode: "control" });
  const { share, token } = await owner.terminals.shares.create({ terminalId: id });
  const { ticket } = await owner.terminals.shares.open(token);
  using shared = await openShare({ url: server.url, token });
  const view = shared.attach();
  await mine.write("one\n");
  await until(view, "one\r\none");
  await server.kill9();
  await server.restart();
  await mine.write("two\n");
  const text = await until(view, "two\r\ntwo");
  expect(text).not.toContain("one");

  for (const secret of [token, token.slice(-43), ticket]) expect(server.logs()).not.toContain(secret);
  expect(server.logs()).toContain(share.id);
}, 60_000);
