import { createHash } from "node:crypto";
import { type Actor, Fault } from "@pilothouse/platform";
import { expect, test } from "vitest";
import type { TerminalAct } from "./deps.ts";
import type { SpawnSpec } from "./port.ts";
import { collect, command, openAll, viewer } from "./test-open.ts";

const KEY = "sk-canary";
const apiKeys = [{ name: "work", as: "WORK_KEY" }];
const grant = async (_actor: Actor, grants: readonly { name: string; as: string }[]) =>
  Object.fromEntries(grants.map(({ as }) => [as, KEY]));

test("a program finds the keys that were granted in its environment; its terminal knows their names alone", async () => {
  await using t = await openAll({}, undefined, { grant });
  const script = 'printf %s "$WORK_KEY" | sha256sum';
  const made = await t.terminals.create(t.ada, { command: command(script), apiKeys });
  const { text } = await collect({
    terminals: t.terminals,
    who: t.ada,
    input: { ...viewer(), id: made.id, from: { offset: 0 } },
  });
  expect(text).toContain(createHash("sha256").update(KEY).digest("hex"));
  const known = await t.terminals.get(t.ada, made.id);
  expect(known.apiKeys).toEqual(apiKeys);
  expect(JSON.stringify(known)).not.toContain(KEY);
});

test("a key that there is not, and one in a variable that is taken, start nothing", async () => {
  await using t = await openAll();
  await expect(t.terminals.create(t.ada, { apiKeys })).rejects.toMatchObject({ kind: "not_found" });
  const taken = { apiKeys, env: { WORK_KEY: "x" } };
  await expect(t.terminals.create(t.ada, taken)).rejects.toMatchObject({ kind: "invalid" });
  expect(await t.terminals.list(t.ada, {})).toEqual([]);
});

test("a conversation that is resumed is granted the same keys again", async () => {
  const specs: SpawnSpec[] = [];
  await using t = await openAll(
    {},
    (whole) => ({
      spawn: (spec) => {
        specs.push(spec);
        return whole.spawn({ ...spec, command: command("exit 0") });
      },
      get: async (id) => ({ ...(await whole.get(id)), status: "exited", resume: { agent: "claude", sessionId: "s" } }),
    }),
    { grant },
  );
  const { id } = await t.terminals.create(t.ada, { command: ["claude"], apiKeys });
  const again = await t.terminals.resume(t.ada, { id });
  expect(again.apiKeys).toEqual(apiKeys);
  expect(specs.map(({ env }) => env)).toEqual([{ WORK_KEY: KEY }, { WORK_KEY: KEY }]);
});

test("S33: what cannot be written down is not done to a terminal", async () => {
  const acts: TerminalAct[] = [];
  let full = false;
  const audit = async (_actor: Actor | null, act: TerminalAct) => {
    if (full) throw new Fault("unavailable", "disk full");
    acts.push(act);
  };
  await using t = await openAll({}, undefined, { audit });
  const { id } = await t.terminals.create(t.ada, { command: ["cat", "secret"] });
  const { share } = await t.terminals.shares.create(t.ada, { terminalId: id });
  full = true;
  const refused = { kind: "unavailable", message: "disk full" };
  await expect(t.terminals.create(t.ada, { command: ["cat"] })).rejects.toMatchObject(refused);
  await expect(t.terminals.shares.create(t.ada, { terminalId: id })).rejects.toMatchObject(refused);
  await expect(t.terminals.shares.revoke(t.ada, share.id)).rejects.toMatchObject(refused);
  await expect(t.terminals.close(t.ada, id)).rejects.toMatchObject(refused);
  await expect(t.terminals.delete(t.ada, id)).rejects.toMatchObject(refused);
  expect(await t.terminals.list(t.ada, {})).toMatchObject([{ id }]);
  expect(await t.host.list()).toHaveLength(1);
  expect(await t.terminals.shares.list(t.ada, { terminalId: id })).toEqual([share]);
  full = false;
  await t.terminals.shares.revoke(t.ada, share.id);
  await t.terminals.close(t.ada, id);
  await t.terminals.delete(t.ada, id);
  await expect(t.terminals.create(t.ada, { command: ["/no/such/program"] })).rejects.toMatchObject({ kind: "invalid" });
  expect(acts.map(({ action, result }) => `${action} ${result}`)).toEqual([
    "terminals.create begun",
    "terminals.shares.create ok",
    "terminals.shares.revoke begun",
    "terminals.close begun",
    "terminals.delete begun",
    "terminals.create begun",
    "terminals.create failed",
  ]);
  expect(acts[0]).toEqual({ action: "terminals.create", target: id, result: "begun", after: { program: "cat", apiKeys: [] } });
});
