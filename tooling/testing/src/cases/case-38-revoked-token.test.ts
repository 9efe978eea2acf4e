import { createClient } from "@pilothouse/sdk";
import { expect, test } from "vitest";
import { signedIn } from "../signed-in.ts";
import { startTestServer } from "../test-server.ts";

const CUT_WITHIN_MS = 5_000;

test("case 38: a view ends soon after its token was revoked, and the terminal goes on", async () => {
  await using server = await startTestServer();
  using owner = await signedIn(server);
  const { id, pid } = await owner.terminals.create({ command: ["cat"] });
  const token = await owner.tokens.create({ name: "lent" });
  using lent = createClient({ url: server.url, token: token.secret });
  const theirs = lent.terminals.attach(id, { mode: "control" });
  await theirs.write("theirs\n");
  const ended = (async () => {
    for await (const _ of theirs);
  })().then(
    () => "an end without a reason",
    (error: unknown) => error,
  );

  const revokedAt = performance.now();
  await owner.tokens.revoke(token.token.id);
  expect(await ended).toMatchObject({ kind: "unauthenticated" });
  const took = performance.now() - revokedAt;
  process.stdout.write(`a view was cut ${took.toFixed(0)} ms after its token was revoked\n`);
  expect(took).toBeLessThan(CUT_WITHIN_MS);
  await expect(theirs.write("too late\n")).rejects.toMatchObject({ kind: "conflict" });

  const mine = owner.terminals.attach(id, { mode: "control", from: { offset: 0 } });
  await mine.write("mine\n");
  let text = "";
  for await (const event of mine) {
    if (event.type === "data") text += Buffer.from(event.bytes).toString();
    if (text.includes("mine\r\nmine")) break;
  }
  expect(text).toContain("theirs\r\ntheirs");
  expect(text).not.toContain("too late");
  expect(await owner.terminals.get(id)).toMatchObject({ pid, status: "running" });
}, 60_000);
