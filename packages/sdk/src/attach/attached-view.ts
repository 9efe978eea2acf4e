import { type AttachEvent, type ResizeTerminal, WriteResult, type WriteTerminal } from "@pilothouse/contracts";
import { PilothouseError } from "../error.ts";
import { mayRetry } from "../streams/may-retry.ts";
import type { Socket } from "../streams/socket.ts";
import { type Attempt, InputQueue } from "./input-queue.ts";
import { LatestSize } from "./latest-size.ts";
import { TerminalOutput } from "./terminal-output.ts";
import type { AttachOptions, ConnectionState, TerminalView } from "./terminal-view.ts";
import { uniqueId } from "./unique-id.ts";

export class AttachedView implements TerminalView {
  readonly terminalId: string;
  readonly viewerId = uniqueId();
  readonly #socket: Socket;
  readonly #options: AttachOptions;
  readonly #output: TerminalOutput;
  readonly #input: InputQueue;
  readonly #size: LatestSize;
  readonly #iterator: AsyncIterator<AttachEvent, undefined>;
  readonly #listeners = new Set<(state: ConnectionState) => void>();
  readonly #closeOnAbort = () => this.close();
  #connection: ConnectionState = "connecting";

  constructor(socket: Socket, id: string, options: AttachOptions) {
    const { viewerId } = this;
    this.terminalId = id;
    this.#socket = socket;
    this.#options = options;
    const retry = async (error: PilothouseError) => this.#connection !== "closed" && (await mayRetry(socket, error));
    this.#input = new InputQueue({
      terminalId: id,
      send: (input, signal) => sendInput(socket, { ...input, viewerId }, signal),
      mayRetry: retry,
    });
    this.#size = new LatestSize(({ cols, rows }, signal) => sendSize(socket, { id, cols, rows, viewerId }, signal), retry);
    this.#output = new TerminalOutput({
      socket,
      id,
      viewerId,
      mode: options.mode ?? "view",
      lag: options.lag ?? "bytes",
      device: options.device ?? "",
      from: options.from,
      onState: (state) => this.#enter(state),
      // What is typed before the first screen was drawn would show in that screen, and not as output of its own.
      onPlaced: () => this.#input.open(),
      onEnd: (reason) => this.#end(reason),
    });
    if (options.from) this.#input.open();
    // Leaving a loop early must not end the view, so `return` only ends the loop.
    this.#iterator = { next: () => this.#output.next(), return: () => Promise.resolve({ value: undefined, done: true }) };
    options.signal?.addEventListener("abort", this.#closeOnAbort, { once: true });
    if (options.signal?.aborted) this.close();
  }

  get epoch(): string | null {
    return this.#output.position?.epoch ?? null;
  }

  get offset(): number {
    return this.#output.position?.offset ?? this.#options.from?.offset ?? 0;
  }

  get connection(): ConnectionState {
    return this.#connection;
  }

  onConnection(listener: (state: ConnectionState) => void): () => void {
    const own = (state: ConnectionState) => listener(state);
    this.#listeners.add(own);
    return () => void this.#listeners.delete(own);
  }

  write(data: string | Uint8Array): Promise<void> {
    return this.#refusal() ?? this.#input.write(data);
  }

  resize(cols: number, rows: number): Promise<void> {
    return this.#refusal() ?? this.#size.set({ cols, rows });
  }

  takeControl(): Promise<void> {
    const input = { id: this.terminalId, viewerId: this.viewerId };
    return this.#refusal() ?? sendNow(this.#socket, "terminals.takeControl", input);
  }

  close(): void {
    this.#output.close();
  }

  [Symbol.dispose](): void {
    this.close();
  }

  [Symbol.asyncIterator](): AsyncIterator<AttachEvent, undefined> {
    return this.#iterator;
  }

  #refusal(): Promise<never> | null {
    if (this.#options.mode !== "control") {
      const message = 'this view only looks; attach with mode: "control"';
      return Promise.reject(new PilothouseError({ kind: "forbidden", message }));
    }
    if (this.#connection !== "closed") return null;
    return Promise.reject(new PilothouseError({ kind: "conflict", message: "the view is closed" }));
  }

  #end(reason: "exit" | PilothouseError | null): void {
    this.#enter("closed");
    // Input that the program may still have read before it ended keeps waiting for its answer.
    if (reason === "exit") return;
    const error = reason ?? new PilothouseError({ kind: "unavailable", message: "the view was closed before this was done" });
    this.#input.close(error);
    this.#size.close(error);
  }

  #enter(state: ConnectionState): void {
    if (this.#connection === state || this.#connection === "closed") return;
    this.#connection = state;
    if (state === "closed") this.#options.signal?.removeEventListener("abort", this.#closeOnAbort);
    for (const listener of this.#listeners) listener(state);
  }
}

function sendInput(socket: Socket, input: WriteTerminal, signal: AbortSignal): Attempt {
  const answer = socket.lane.send("terminals.write", input);
  if (answer) return { direct: true, result: answer.then((data) => WriteResult.parse(data)) };
  return { direct: false, result: socket.api.terminals.write.mutate(input, { signal }) };
}

async function sendNow(socket: Socket, path: string, input: unknown): Promise<void> {
  const answer = socket.lane.send(path, input);
  if (!answer) throw new PilothouseError({ kind: "unavailable", message: "the view is not connected", retryable: true });
  await answer;
}

function sendSize(socket: Socket, input: ResizeTerminal, signal: AbortSignal): Promise<unknown> {
  return socket.lane.send("terminals.resize", input) ?? socket.api.terminals.resize.mutate(input, { signal });
}
