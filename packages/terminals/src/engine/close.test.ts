import { expect, test } from "vitest";
import { readProcesses } from "./process-table.ts";
import { openTestEngine, shell, transcript } from "./test-engine.ts";

/** Who is alive with this text in the command line. */
async function alive(mark: string): Promise<number[]> {
  const { readFile } = await import("node:fs/promises");
  const found = (await readProcesses()).map(async ({ pid }) => {
    const command = await readFile(`/proc/${pid}/cmdline`, "latin1").catch(() => "");
    return command.includes(mark) ? [pid] : [];
  });
  return (await Promise.all(found)).flat();
}

let seconds = 100_000 + (process.pid % 50_000);
/** A duration that no other test uses, so that its sleepers can be told from theirs. */
const newMark = () => `${(seconds += 1)}`;

const tricks = {
  "a child in its own session": (mark: string) => `setsid sleep ${mark} & echo started; wait`,
  "a child that ignores the hang-up": (mark: string) => `nohup sleep ${mark} >/dev/null 2>&1 & echo started; wait`,
  "a double fork that left parent and session": (mark: string) =>
    `(setsid sh -c 'sleep ${mark} & sleep ${mark}' &) ; echo started; sleep ${mark}`,
  "a program that traps every polite signal": (mark: string) =>
    `trap '' HUP TERM INT; echo started; while :; do sleep ${mark}; done`,
  "a stopped program": (mark: string) => `echo started; sh -c 'kill -STOP $$; sleep ${mark}' & sleep ${mark}`,
  "a grandchild without the terminal's mark": (mark: string) => `env -i /usr/bin/setsid /bin/sleep ${mark} & echo started; wait`,
};

for (const [name, script] of Object.entries(tricks)) {
  test(`case 27: close leaves nothing of ${name}`, async () => {
    await using opened = await openTestEngine();
    const mark = newMark();
    const made = await opened.host.spawn(shell(script(mark)));
    await transcript(opened.host, made, "started");
    await opened.host.close(made.id);
    expect(await alive(mark)).toEqual([]);
  });
}

test("case 27: close ends a program that starts others as fast as it can", async () => {
  await using opened = await openTestEngine();
  const mark = newMark();
  const made = await opened.host.spawn(shell(`trap '' HUP; echo started; while :; do setsid sleep ${mark} & sleep 0.01; done`));
  await transcript(opened.host, made, "started");
  await opened.host.close(made.id);
  expect(await alive(mark)).toEqual([]);
});

test("two who close at once both see it over", async () => {
  await using opened = await openTestEngine();
  const made = await opened.host.spawn(shell("exec sleep 1000"));
  const [a, b] = await Promise.all([opened.host.close(made.id), opened.host.close(made.id)]);
  expect(a).toEqual(b);
  expect(a.status).toBe("exited");
});

test("case 7: Ctrl-C reaches a program that reads nothing, ahead of a megabyte of input", async () => {
  await using opened = await openTestEngine();
  const { host } = opened;
  const made = await host.spawn(shell("trap 'echo caught; exit 5' INT; echo ready; while :; do sleep 0.05; done"));
  await transcript(host, made, "ready");
  const clientId = "tab";
  for (let seq = 1; seq <= 16; seq += 1) await host.write({ id: made.id, clientId, seq, data: Buffer.alloc(65_536, "a\n") });
  await host.write({ id: made.id, clientId, seq: 17, data: Uint8Array.of(3) });
  const { items } = await transcript(host, made);
  expect(items.at(-1)).toMatchObject({ type: "exit", exit: { code: 5 } });
});

test("case 30: a background job that writes after the shell has ended does no harm", async () => {
  await using opened = await openTestEngine();
  const { host } = opened;
  const made = await host.spawn(shell("(trap '' HUP; sleep 0.1; echo late; sleep 0.1) & exit 4"));
  const { items } = await transcript(host, made);
  expect(items.at(-1)).toMatchObject({ type: "exit", exit: { code: 4 } });
  const other = await host.spawn(shell("echo fine"));
  expect((await transcript(host, other)).text).toBe("fine\r\n");
});
