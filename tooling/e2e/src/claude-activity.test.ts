import type { ActivityState, Terminal } from "@pilothouse/sdk";
import { signedIn, waitFor } from "@pilothouse/testing";
import { expect, test } from "vitest";
import { startServerWithClaude } from "./claude.ts";

const PROMPT = "makeit";

test("Claude Code works, asks for permission and is done, and its terminal says so each time, from its own reports", async () => {
  await using claude = await startServerWithClaude({ [PROMPT]: "run:[touch made] say:[finished] wait:[500]" });
  const { server, project: cwd, env } = claude;
  using client = await signedIn(server);
  const { id } = await client.terminals.create({ command: ["claude"], cwd, env });
  const stop = new AbortController();
  const told: Terminal[] = [];
  const watching = (async () => {
    for await (const event of client.terminals.watch({ signal: stop.signal })) {
      if (event.type === "changed") told.push(event.terminal);
      if (event.type === "all") told.push(...event.terminals);
    }
  })().catch((error: unknown) => {
    if (!stop.signal.aborted) throw error;
  });
  const view = client.terminals.attach(id, { mode: "control" });
  let screen = "";
  const reading = (async () => {
    const decoder = new TextDecoder();
    for await (const event of view) if (event.type === "data") screen += decoder.decode(event.bytes, { stream: true });
  })();
  const is = (state: ActivityState) =>
    waitFor(() => told.at(-1)?.activity.state === state && told.at(-1), { what: `Claude Code to be ${state}`, deadline: 60_000 });
  const shows = (text: string) => waitFor(() => screen.includes(text), { what: `the screen to show ${text}`, deadline: 60_000 });

  expect(await is("idle")).toMatchObject({ activity: { source: "hooks" } });
  await shows("❯");
  await view.write(PROMPT);
  await shows(PROMPT);
  await view.write("\r");
  const asking = await is("waiting");
  expect(asking.activity).toMatchObject({ source: "hooks", message: "Permission to use Bash" });
  expect((await client.attention.list()).map((one) => [one.id, one.attention?.kind])).toEqual([[id, "waiting"]]);
  await shows("proceed");
  await view.write("\r");
  expect(await is("idle")).toMatchObject({ activity: { source: "hooks" }, attention: { kind: "finished" } });

  // Before its first report the terminal goes by its process, which may show anything.
  const states = told.filter(({ activity }) => activity.source === "hooks").map(({ activity }) => activity.state);
  const changes = states.filter((state, at) => state !== states[at - 1]);
  expect(changes).toEqual(["idle", "working", "waiting", "working", "idle"]);
  expect((await client.terminals.get(id)).activity).toMatchObject({ state: "idle", source: "hooks" });
  stop.abort();
  view.close();
  await Promise.all([watching, reading]);
}, 240_000);
