import type { Client } from "@pilothouse/sdk";
import { signedIn, waitFor } from "@pilothouse/testing";
import { expect, test } from "vitest";
import { startServerWithClaude } from "./claude.ts";

const PROMPT = "please say:[the answer is forty two]";
const SPOKEN = /[●⏺] ?the answer is forty two/;

/** The screen as of now, without its colours and moves. */
async function screenOf(client: Client, id: string): Promise<string> {
  using view = client.terminals.attach(id);
  for await (const event of view) {
    // oxlint-disable-next-line no-control-regex -- the sequences that draw begin with one.
    if (event.type === "snapshot") return event.screen.replaceAll(/\x1b\[[0-9;?]*[A-Za-z]/g, " ").replaceAll(/ +/g, " ");
  }
  throw new Error("the terminal has no screen");
}

test("case 19: after kill -9 of the runner Claude Code goes on with its conversation, which is on the screen again", async () => {
  await using claude = await startServerWithClaude();
  const { server, project: cwd, env, model } = claude;
  using client = await signedIn(server);
  const shows = (id: string, text: string | RegExp) =>
    waitFor(async () => new RegExp(text).test(await screenOf(client, id)), {
      what: `the screen to show ${text}`,
      deadline: 90_000,
    });

  const { id } = await client.terminals.create({ command: ["claude"], cwd, env });
  await shows(id, "❯");
  const view = client.terminals.attach(id, { mode: "control" });
  await view.write(PROMPT);
  await shows(id, "please say");
  await view.write("\r");
  await shows(id, SPOKEN);
  await waitFor(async () => (await client.terminals.get(id)).activity.state === "idle", { what: "Claude Code to be idle" });

  for (const pid of await server.runnerPids()) process.kill(pid, "SIGKILL");
  const lost = await waitFor(
    async () => {
      const terminal = await client.terminals.get(id);
      return terminal.status === "lost" && terminal.resume !== null && terminal;
    },
    { what: "the conversation to be offered", deadline: 60_000 },
  );
  expect(lost.resume?.agent).toBe("claude");

  const again = await client.terminals.resume(id, { env });
  expect(again).toMatchObject({ command: ["claude", "--resume", lost.resume?.sessionId], cwd });
  await shows(again.id, SPOKEN);
  const asked = model.requests.length;
  const next = client.terminals.attach(again.id, { mode: "control" });
  await next.write("and say:[still here]");
  await shows(again.id, "and say");
  await next.write("\r");
  await shows(again.id, /[●⏺] ?still here/);
  // The model is told what was said before.
  expect(model.requests.slice(asked).some(({ body }) => body.includes("the answer is forty two"))).toBe(true);
  view.close();
  next.close();
}, 300_000);
