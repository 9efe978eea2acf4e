import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createLogger } from "@pilothouse/platform";
import { expect, test } from "vitest";
import { openTestEngine, shell } from "../engine/test-engine.ts";
import type { RunnerTerminal, StreamItem, TerminalHost } from "../port.ts";
import { readStream } from "../read-stream.ts";
import { openTerminal } from "./open-terminal.ts";
import { terminalState } from "./terminal-state.ts";
import { withMirror } from "./with-mirror.ts";

async function openMirrored() {
  const folder = await mkdtemp(join(tmpdir(), "screens-"));
  const engine = await openTestEngine();
  const mirrored = await withMirror(engine.host, { folder, log: createLogger({ level: "silent", name: "test" }) });
  return {
    host: mirrored.host,
    [Symbol.asyncDispose]: async () => {
      await mirrored.close();
      await engine[Symbol.asyncDispose]();
      await rm(folder, { recursive: true });
    },
  };
}

/** A viewer on an emulator of its own, from its first byte on, until `until` holds. */
async function view(host: Pick<TerminalHost, "read">, terminal: RunnerTerminal, until: (seen: Seen) => boolean) {
  const display = openTerminal(terminal);
  const seen: Seen = { text: "", items: [] };
  const write = (data: string | Uint8Array) => new Promise<void>((resolve) => display.write(data, resolve));
  for await (const item of readStream(host, terminal)) {
    seen.items.push(item);
    if (item.type === "data") seen.text += Buffer.from(item.bytes).toString("latin1");
    if (item.type === "data") await write(item.bytes);
    if (item.type === "reset") await write(item.output);
    if (until(seen)) break;
  }
  const line = (row: number) => display.buffer.active.getLine(row)?.translateToString(true) ?? "";
  return { ...seen, display, line, state: terminalState(display, new Map()) };
}

interface Seen {
  text: string;
  readonly items: StreamItem[];
}

const SWITCHES = "\\033[>1u\\033[?1049h\\033[?1003h\\033[?1006h\\033[?1004h\\033[?2004h\\033[?25l\\033[>4;2m";
const TUI = `sh -c 'printf "${SWITCHES}"; printf "pid=%s up" $$; exec sleep 1000'\n`;
const UP = /pid=(\d+) up/;

test.for([
  ["knows nothing of its shell", {}],
  [
    "is told by its shell",
    { PS0: "\\[\\e]133;C\\a\\]", PROMPT_COMMAND: "printf '\\e]133;D\\a'", PS1: "\\[\\e]133;A\\a\\]ready> " },
  ],
] as const)(
  "case 14: the modes of a program that was killed are cleared at the next prompt of a terminal that %s",
  async ([, env]) => {
    await using at = await openMirrored();
    const command = ["bash", "--norc", "--noprofile", "-i"];
    const terminal = await at.host.spawn(shell("", { command, env: { PS1: "ready> ", ...env } }));
    await view(at.host, terminal, ({ text }) => text.includes("ready> "));
    await at.host.write({ id: terminal.id, clientId: terminal.id, seq: 1, data: Buffer.from(TUI) });
    const up = await view(at.host, terminal, ({ text }) => UP.test(text));
    expect(up.state).toMatchObject({ active: "alternate", mouse: ["ANY", "SGR"], modes: { sendFocus: true, hidden: true } });
    process.kill(Number(UP.exec(up.text)?.[1]), "SIGKILL");

    const isBack = ({ items, text }: Seen) => items.some(({ type }) => type === "reset") && /up[^]*ready> $/.test(text);
    const after = await view(at.host, terminal, isBack);
    const calm = { active: "normal", mouse: ["NONE", "DEFAULT"], modes: { sendFocus: false, hidden: false } };
    expect(after.state).toMatchObject(calm);
    // The shell has switched this on for its own prompt.
    expect(after.state.modes.bracketedPasteMode).toBe(true);
    expect(after.line(after.display.buffer.active.cursorY)).toBe("ready> ");
    const reset = after.items.flatMap((item) => (item.type === "reset" ? [item.output] : []));
    expect(reset).toHaveLength(1);
    expect(reset[0]).toContain("\x1b[<1u");
    expect(reset[0]).toContain("\x1b[>4m");

    // Who comes now gets the same from the mirror, and whoever was there before the death from its place on.
    const snapshot = await at.host.snapshot(terminal.id);
    const newcomer = openTerminal(snapshot);
    await new Promise<void>((resolve) => newcomer.write(snapshot.screen, resolve));
    expect(terminalState(newcomer, new Map())).toMatchObject(calm);
    const { items } = await at.host.read(
      { ...terminal, cursor: { offset: up.text.length, events: 1 }, maxBytes: 1_000_000 },
      new AbortController().signal,
    );
    expect(items.map(({ item }) => item)).toContainEqual({ type: "reset", offset: expect.any(Number), output: reset[0] });
  },
);

test("what a stopped program has switched stays, and so does what a shell switches itself", async () => {
  await using at = await openMirrored();
  const command = ["bash", "--norc", "--noprofile", "-i"];
  const terminal = await at.host.spawn(shell("", { command, env: { PS1: "ready> " } }));
  await view(at.host, terminal, ({ text }) => text.includes("ready> "));
  const send = (seq: number, data: string) =>
    at.host.write({ id: terminal.id, clientId: terminal.id, seq, data: Buffer.from(data) });
  await send(1, `sh -c 'printf "\\033[?1003h"; printf "%s up" pid=1; exec sleep 1000'\n`);
  await view(at.host, terminal, ({ text }) => UP.test(text));
  await send(2, "\x1a");
  await view(at.host, terminal, ({ text }) => /Stopped[^]*ready> $/.test(text));
  // A program that dies behind it shows that the terminal was looked at.
  await send(3, `sh -c 'printf "\\033[?1006h"; printf "%s down" pid=2; read x'\n`);
  await view(at.host, terminal, ({ text }) => text.includes("pid=2 down"));
  await send(4, "\n");
  const after = await view(at.host, terminal, ({ items }) => items.some(({ type }) => type === "reset"));
  expect(after.state).toMatchObject({ mouse: ["ANY", "DEFAULT"], modes: { bracketedPasteMode: true } });
});
