import { Fault } from "@pilothouse/platform";
import { expect, test } from "vitest";
import { command, openAll } from "../test-open.ts";

test("one terminal that cannot be ended keeps none of the others running, nor one with survivors, and is told of", async () => {
  const stubborn = new Set<string>();
  const closed: string[] = [];
  await using t = await openAll({}, (host) => ({
    close: (id) => {
      if (stubborn.has(id)) return Promise.reject(new Fault("unavailable", "it does not answer"));
      closed.push(id);
      return host.close(id);
    },
  }));
  const make = async (script: string) => (await t.terminals.create(t.ada, { command: command(script) })).id;
  const [survived, runs, newest] = [await make("exec cat"), await make("exec cat"), await make("exec cat")];
  await t.terminals.close(t.ada, survived);
  const { care } = await t.terminals.get(t.ada, survived);
  await t.store.update(survived, { care: { ...care, survivors: [{ pid: 1, command: "daemon" }] } });
  stubborn.add(newest);
  closed.length = 0;
  await expect(t.terminals.endAll(t.ada.userId)).rejects.toMatchObject({ kind: "unavailable", facts: { ended: 2, left: 1 } });
  expect(closed).toEqual([runs, survived]);
  stubborn.clear();
  expect(await t.terminals.endAll(t.ada.userId)).toBe(1);
  expect(await t.terminals.endAll(t.ada.userId)).toBe(0);
});
