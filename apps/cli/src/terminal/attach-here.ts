import { constants } from "node:os";
import { type AttachEvent, type Client, PilothouseError, type Terminal, type TerminalView } from "@pilothouse/sdk";
import { CommandFailure, EXIT } from "../failure.ts";
import { plain, say } from "../output.ts";
import { beforeKey, type DetachKey } from "./detach-key.ts";
import { LocalTerminal } from "./local-terminal.ts";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT"] as const;

/** How an attachment came to its end. */
type Ending =
  | { readonly type: "exit"; readonly code: number; readonly line: string }
  | { readonly type: "detached" }
  | { readonly type: "signal"; readonly signal: NodeJS.Signals };

/** Fails with a usage error unless this command runs in a terminal. */
export function mustBeTerminal(): void {
  if (process.stdin.isTTY && process.stdout.isTTY) return;
  throw new CommandFailure("this needs a terminal; see also: pilothouse terminals new --detach, terminals logs", EXIT.usage);
}

/** The size of the local window in cells; that of a classic terminal where there is none. */
export function windowSize(): { readonly cols: number; readonly rows: number } {
  const [cols, rows] = process.stdout.isTTY ? process.stdout.getWindowSize() : [0, 0];
  return cols >= 2 && rows >= 1 ? { cols, rows } : { cols: 80, rows: 24 };
}

/** Shows and controls a terminal here until its program ends or the key is pressed. Returns the exit code. */
export async function attachHere(client: Client, terminal: Terminal, key: DetachKey): Promise<number> {
  // First, so that the screen that comes was drawn for this window.
  if (terminal.status === "running") await fitWindow(client, terminal);
  const title = `${plain(terminal.title)} - ${key.name} detaches`;
  say(`[${title}]`);
  const local = new LocalTerminal(title);
  const ending = await lendTerminal(local, client.terminals.attach(terminal.id, { mode: "control", lag: "screen" }), key);
  client.close();
  if (ending.type === "exit") say(`[${ending.line}]`);
  if (ending.type === "detached") say(`[detached; it goes on: pilothouse terminals attach ${terminal.id}]`);
  if (ending.type === "signal") return 128 + constants.signals[ending.signal];
  return ending.type === "exit" ? ending.code : EXIT.ok;
}

async function fitWindow({ terminals }: Client, { id }: Terminal): Promise<void> {
  try {
    await terminals.resize(id, windowSize());
  } catch (error) {
    // It ended a moment ago; its last screen can still be shown.
    if (!(error instanceof PilothouseError && error.kind === "conflict")) throw error;
  }
}

async function lendTerminal(local: LocalTerminal, view: TerminalView, key: DetachKey): Promise<Ending> {
  const { promise: left, resolve: leave } = Promise.withResolvers<Ending>();
  const onInput = (input: Buffer) => {
    const typed = beforeKey(input, key);
    send(view, typed ?? input);
    if (typed) leave({ type: "detached" });
  };
  const onResize = () => {
    const { cols, rows } = windowSize();
    // Its failure is the end of the view, which the loop below reports.
    view.resize(cols, rows).catch(() => undefined);
  };
  const onSignal = (signal: NodeJS.Signals) => leave({ type: "signal", signal });
  const stopTitle = view.onConnection((state) => {
    local.notice(state === "reconnecting" ? "Pilothouse: reconnecting..." : null);
  });
  process.stdin.on("data", onInput);
  process.stdout.on("resize", onResize);
  for (const signal of SIGNALS) process.on(signal, onSignal);
  try {
    return await Promise.race([show(view, local), left]);
  } finally {
    stopTitle();
    process.stdin.off("data", onInput);
    process.stdout.off("resize", onResize);
    for (const signal of SIGNALS) process.off(signal, onSignal);
    view.close();
    local.restore();
  }
}

function send(view: TerminalView, input: Buffer): void {
  if (input.length === 0) return;
  view.write(input).catch(() => {
    // What cannot be delivered sounds the bell; why the view ended is told by the loop over it.
    process.stdout.write("\x07");
  });
}

async function show(view: TerminalView, local: LocalTerminal): Promise<Ending> {
  for await (const event of view) {
    if (event.type === "snapshot") await local.showScreen(event.screen);
    if (event.type === "data") await local.show(event.bytes);
    if (event.type === "exit") return endingOf(event);
  }
  return { type: "detached" };
}

function endingOf({ exit, status }: Extract<AttachEvent, { type: "exit" }>): Ending {
  if (status === "lost") return { type: "exit", code: EXIT.failed, line: "the program is lost: its runner died" };
  const number = exit.signal === null ? undefined : Object.entries(constants.signals).find(([name]) => name === exit.signal)?.[1];
  if (number !== undefined) return { type: "exit", code: 128 + number, line: `ended by ${exit.signal}` };
  return { type: "exit", code: exit.code ?? EXIT.failed, line: `ended with exit code ${exit.code ?? "unknown"}` };
}
