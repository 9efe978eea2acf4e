import { startTestServer, tempFolder, type TempFolder, type TestServer } from "@pilothouse/testing";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { runCommand, signInAt } from "./testing/command.ts";
import { LocalPty } from "./testing/local-pty.ts";

const DETACH = "\x1d";

// Each test starts several processes, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 90_000 });

let server: TestServer;
let folder: TempFolder;

beforeAll(async () => {
  [server, folder] = await Promise.all([startTestServer(), tempFolder("cli")]);
  await signInAt(server, folder.path);
}, 60_000);

afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await folder[Symbol.asyncDispose]();
});

function newHere(script: string): LocalPty {
  return new LocalPty({ home: folder.path, args: ["terminals", "new", "--title", "test", "--", "bash", "-c", script] });
}

function attachHere(id: string, ...options: string[]): LocalPty {
  return new LocalPty({ home: folder.path, args: ["terminals", "attach", id, ...options] });
}

async function newDetached(script: string): Promise<string> {
  const args = ["terminals", "new", "--detach", "--title", "test", "--", "bash", "-c", script];
  return (await runCommand(folder.path, args)).stdout.toString().trim();
}

test("a program runs here, and its exit code and every mode it set are given back", async () => {
  using here = newHere(String.raw`printf '\e[?1049h\e[?25l\e[?2004h\e[?1000hready'; read -r name; echo "hello $name"; exit 7`);
  expect(await here.until("ready")).toContain("Ctrl-] detaches");
  expect(here.modesRestored).toBe(false);
  here.type("ada\r");
  await here.until("hello ada");
  const restoring = await here.until("[ended with exit code 7]");
  for (const undo of ["\x1b[?1049l", "\x1b[?25h", "\x1b[?2004l", "\x1b[?1000l"]) expect(restoring).toContain(undo);
  expect(await here.ended()).toBe(7);
  expect(here.modesRestored).toBe(true);
});

test("a program that a signal ends gives 128 and the signal's number", async () => {
  using here = newHere("echo up; kill -KILL $$");
  await here.until("[ended by SIGKILL]");
  expect(await here.ended()).toBe(137);
});

test("the terminal's size follows the window", async () => {
  using here = newHere('stty size; trap "stty size" WINCH; while read -rt 0.1 || true; do :; done');
  await here.until("30 100");
  here.resize(91, 37);
  expect(await here.until("37 91")).not.toContain("30 100");
});

test("the key detaches, the program goes on, and attaching again shows its screen", async () => {
  const id = await newDetached("echo first; read -r line; echo got $line; read -r end");
  {
    using here = attachHere(id.slice(0, 13));
    await here.until("first");
    here.type(`second\r`);
    await here.until("got second");
    here.type(DETACH);
    await here.until(`pilothouse terminals attach ${id}`);
    expect(await here.ended()).toBe(0);
    expect(here.modesRestored).toBe(true);
  }
  using again = attachHere(id);
  await again.until("got second");
});

test("the key is found too in the forms that programs can ask the keyboard for", async () => {
  const id = await newDetached("echo up; read -r end");
  using here = attachHere(id);
  await here.until("up");
  here.type("\x1b[93;5u");
  expect(await here.until("detached")).toContain("\x1b[0m");
  expect(await here.ended()).toBe(0);
});

test("a query that the screen breaks off in is not asked here", async () => {
  const id = await newDetached(String.raw`stty -echo; printf 'up\e['; read -r line; printf '6ndone'; read -r end`);
  using here = attachHere(id);
  await here.until("up");
  here.type("go on\r");
  expect(await here.until("done")).not.toContain("6n");
});

test("a signal ends the attachment with the modes restored", async () => {
  const id = await newDetached("echo up; read -r end");
  using here = attachHere(id);
  await here.until("up");
  process.kill(here.pid, "SIGTERM");
  expect(await here.ended()).toBe(143);
  expect(here.modesRestored).toBe(true);
});

test("killing the server and starting it again only pauses the attachment", async () => {
  const id = await newDetached("echo up; while read -r line; do echo got $line; done");
  using here = attachHere(id);
  await here.until("up");
  await server.kill9();
  await here.until("reconnecting");
  here.type("typed while away\r");
  await server.restart();
  await here.until("got typed while away");
  expect(here.modesRestored).toBe(false);
});

test("a terminal that somebody else ends is reported", async () => {
  const id = await newDetached("echo up; read -r end");
  using here = attachHere(id);
  await here.until("up");
  expect((await runCommand(folder.path, ["terminals", "kill", id])).code).toBe(0);
  await here.until("[ended");
  expect(await here.ended()).toBeGreaterThan(0);
  expect(here.modesRestored).toBe(true);
});

test("with --view nothing is typed, and of two that control the one that types decides the size", async () => {
  const id = await newDetached(
    'trap "stty size" WINCH; echo up; while :; do if read -rt 0.1 part; then echo "got $held$part"; held=; else held=$held$part; fi; done',
  );
  using looker = attachHere(id, "--view");
  await looker.until("up");
  looker.type("not this\r");
  using one = attachHere(id);
  await one.until("30 100");
  using two = attachHere(id);
  await two.until("up");
  two.resize(91, 37);
  one.type("from one\r");
  await looker.until("got from one");
  two.type("from two\r");
  const seen = await looker.until("37 91");
  expect(seen).not.toContain("not this");
});
