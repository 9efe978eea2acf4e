import { readFile } from "node:fs/promises";
import { setTimeout as pause } from "node:timers/promises";
import { createLogger, newId } from "@pilothouse/platform";
import { expect, test, vi } from "vitest";
import { ProcessTree } from "./process-tree.ts";
import { readProcess, readProcesses } from "./process-table.ts";
import { identify } from "./process-identity.ts";
import { openTestEngine, shell, transcript } from "./test-engine.ts";

const log = createLogger({ level: "error", name: "test" });
/** Beyond this nobody waits for a close. */
const CLOSED_MS = 5_000;

const asRoot = process.getuid?.() === 0;
/** What makes a limit on processes count: root has none. */
const asNobody = asRoot ? "setpriv --reuid=65534 --clear-groups" : "";

test("case 27: tmux inside, nohup and a double fork leave nothing behind a close", async () => {
  await using opened = await openTestEngine();
  const { host } = opened;
  const socket = `pilothouse-test-${process.pid}`;
  const script = `
    tmux -L ${socket} -f /dev/null new-session -d 'sleep 98701'
    nohup sleep 98702 >/dev/null 2>&1 &
    (setsid sh -c 'sleep 98703 & sleep 98704' &)
    until [ "$(tmux -L ${socket} list-panes -F '#{pane_pid}' | wc -l)" = 1 ]; do sleep 0.05; done
    echo started; wait; sleep 98705`;
  const made = await host.spawn(shell(script));
  await transcript(host, made, "started");
  const closed = await host.close(made.id);
  expect(closed.care.survivors).toEqual([]);
  expect(await withMark(made.id)).toEqual([]);
});

/** The processes that carry the mark of a terminal, found without the code that is tested. */
async function withMark(id: string): Promise<string[]> {
  const found = (await readProcesses()).map(async ({ pid }) => {
    const variables = await readFile(`/proc/${pid}/environ`, "latin1").catch(() => "");
    return variables.includes(id) ? [await readFile(`/proc/${pid}/cmdline`, "latin1").catch(() => "")] : [];
  });
  return (await Promise.all(found)).flat();
}

test("case 27: what a program left behind is listed with the terminal that is over, and a close ends it", async () => {
  await using opened = await openTestEngine();
  const { host } = opened;
  const made = await host.spawn(shell("trap '' HUP; setsid sleep 98711 </dev/null >/dev/null 2>&1 & exit 3"));
  await transcript(host, made);
  const left = await vi.waitFor(async () => {
    const { care, status } = await host.get(made.id);
    expect(status).toBe("exited");
    expect(care.survivors).toEqual([{ pid: expect.any(Number), command: "sleep 98711" }]);
    return care.survivors[0]?.pid ?? 0;
  });
  expect((await host.close(made.id)).care.survivors).toEqual([]);
  expect(await readProcess(left)).toBeNull();
});

test("case 27: a survivor that ends by itself is no longer listed", async () => {
  await using opened = await openTestEngine();
  const { host } = opened;
  const made = await host.spawn(shell("trap '' HUP; setsid sleep 98712 </dev/null >/dev/null 2>&1 & exit 3"));
  const { care } = await vi.waitFor(async () => {
    const terminal = await host.get(made.id);
    expect(terminal.care.survivors).toHaveLength(1);
    return terminal;
  });
  process.kill(care.survivors[0]?.pid ?? 0, "SIGKILL");
  await vi.waitFor(async () => expect((await host.get(made.id)).care.survivors).toEqual([]));
});

test("case 27: what cannot be killed is told, within five seconds", async () => {
  await using opened = await openTestEngine();
  const { host } = opened;
  const made = await host.spawn(shell("sleep 98713 & wait"));
  const root = await identify(made.pid ?? 0);
  // As another user's program would answer.
  const kill = () => {
    throw Object.assign(new Error("not yours"), { code: "EPERM" });
  };
  const tree = new ProcessTree({ id: made.id, root, log, kill });
  const began = performance.now();
  const survivors = await tree.end(200);
  expect(performance.now() - began).toBeLessThan(CLOSED_MS);
  expect(survivors.map(({ pid }) => pid)).toContain(made.pid);
  expect(survivors).toHaveLength(2);
});

test("case 28: a fork bomb under a limit is ended in less than five seconds, and the engine goes on", async () => {
  await using opened = await openTestEngine();
  const { host } = opened;
  // Every process starts two more; what the limit refuses ends its parent and makes room for others.
  const bomb =
    "ulimit -p $((60 + $(ps -L -u $(id -u) -o pid= | wc -l))); trap '' HUP TERM; echo started; b() { b & b & wait; }; b";
  const made = await host.spawn(shell(`exec ${asNobody} sh -c '${bomb.replaceAll("'", "'\\''")}' 2>/dev/null`));
  await transcript(host, made, "started");
  await vi.waitFor(async () => expect((await withMark(made.id)).length).toBeGreaterThan(20), { timeout: 20_000 });
  const other = host.spawn(shell("echo fine"));
  const began = performance.now();
  const closed = await host.close(made.id);
  expect(performance.now() - began).toBeLessThan(CLOSED_MS);
  expect(closed.care.survivors).toEqual([]);
  expect(await withMark(made.id)).toEqual([]);
  expect((await transcript(host, await other)).text).toBe("fine\r\n");
}, 40_000);

test("case 29: a program that lets go of its terminal and lives on is told to be detached, and can be closed", async () => {
  await using opened = await openTestEngine();
  const { host } = opened;
  const made = await host.spawn(shell("echo started; exec </dev/null >/dev/null 2>&1; sleep 98721; true"));
  await transcript(host, made, "started");
  await vi.waitFor(async () => expect(await host.get(made.id)).toMatchObject({ status: "running", care: { detached: true } }));
  const closed = await host.close(made.id);
  expect(closed).toMatchObject({ status: "exited", care: { detached: false, survivors: [] } });
  expect(await withMark(made.id)).toEqual([]);
});

test("case 29: a program whose child still holds the terminal is not detached", async () => {
  await using opened = await openTestEngine();
  const { host } = opened;
  const made = await host.spawn(shell("sleep 98722 & echo started; exec </dev/null >/dev/null 2>&1; wait"));
  await transcript(host, made, "started");
  // The letting go and the look have no order; what is looked at later is the same.
  for (let looks = 0; looks < 5; looks += 1) {
    expect((await host.get(made.id)).care.detached).toBe(false);
    await pause(20);
  }
});

test("case 30: a background job that writes after the shell has ended gets an error, is listed, and harms nobody", async () => {
  await using opened = await openTestEngine();
  const { host, folder } = opened;
  const outcome = `${folder}/outcome-${newId()}`;
  const job = `sleep 0.3; echo late; echo $? >${outcome}; sleep 98731`;
  const made = await host.spawn(shell(`trap '' HUP; (${job}) & echo shell; exit 4`));
  const { text, items } = await transcript(host, made);
  expect(text).toBe("shell\r\n");
  expect(items.at(-1)).toMatchObject({ type: "exit", exit: { code: 4 } });
  await vi.waitFor(async () => expect(await readFile(outcome, "utf8")).toMatch(/[1-9]/), { timeout: 10_000 });
  await vi.waitFor(async () => expect((await host.get(made.id)).care.survivors).not.toEqual([]), { timeout: 10_000 });
  await host.close(made.id);
  expect(await withMark(made.id)).toEqual([]);
});
