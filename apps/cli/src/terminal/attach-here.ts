import { constants, hostname } from "node:os";
import { type AttachEvent, type AttachMode, type Client, type Terminal, type TerminalView } from "@pilothouse/sdk";
import { CommandFailure, EXIT } from "../failure.ts";
import { plain, say } from "../output.ts";
import { beforeKey, type DetachKey } from "./detach-key.ts";
import { LocalTerminal } from "./local-terminal.ts";
import { QueryFilter } from "./query-filter.ts";
import { WindowSize } from "./window-size.ts";

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

export interface AttachHereOptions {
  readonly key: DetachKey;
  /** `view`: only look. */
  readonly mode?: AttachMode;
}

/** Shows and controls a terminal here until its program ends or the key is pressed. Returns the exit code. */
export async function attachHere(client: Client, terminal: Terminal, options: AttachHereOptions): Promise<number> {
  const { key, mode = "control" } = options;
  const title = `${plain(terminal.title)} - ${key.name} detaches`;
  say(`[${title}]`);
  const local = new LocalTerminal(title);
  const view = client.terminals.attach(terminal.id, { mode, lag: "screen", device: `CLI on ${hostname()}` });
  const ending = await lendTerminal(local, view, { key, mode });
  client.close();
  if (ending.type === "exit") say(`[${ending.line}]`);
  if (ending.type === "detached") say(`[detached; it goes on: pilothouse terminals attach ${terminal.id}]`);
  if (ending.type === "signal") return 128 + constants.signals[ending.signal];
  return ending.type === "exit" ? ending.code : EXIT.ok;
}

async function lendTerminal(
  local: LocalTerminal,
  view: TerminalView,
  { key, mode }: Required<AttachHereOptions>,
): Promise<Ending> {
  const size = new WindowSize(view);
  const { promise: left, resolve: leave } = Promise.withResolvers<Ending>();
  const onInput = (input: Buffer) => {
    const typed = beforeKey(input, key);
    if (mode === "control") send(view, typed ?? input);
    if (typed) leave({ type: "detached" });
  };
  const onResize = () => size.changed();
  const onSignal = (signal: NodeJS.Signals) => leave({ type: "signal", signal });
  const stopTitle = view.onConnection((state) => {
    local.notice(state === "reconnecting" ? "Pilothouse: reconnecting..." : null);
  });
  process.stdin.on("data", onInput);
  process.stdout.on("resize", onResize);
  for (const signal of SIGNALS) process.on(signal, onSignal);
  try {
    return await Promise.race([show(view, local, size), left]);
  } finally {
    stopTitle();
    process.stdin.off("data", onInput);
    process.stdout.off("resize", onResize);
    for (const signal of SIGNALS) process.off(signal, onSignal);
    size.stop();
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

async function show(view: TerminalView, local: LocalTerminal, size: WindowSize): Promise<Ending> {
  const queries = new QueryFilter();
  for await (const event of view) {
    if (event.type === "state") size.decides(event.controller === view.viewerId);
    if (event.type === "snapshot") {
      queries.startAnew();
      await local.showScreen(queries.takeText(event.screen));
    }
    if (event.type === "reset") await local.show(queries.takeText(event.output));
    if (event.type === "data") await local.show(queries.take(event.bytes));
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
