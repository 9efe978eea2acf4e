import { type AttachEvent, type AttachInput, LIMITS, NO_CARE, type Terminal, type TerminalExit } from "@pilothouse/contracts";
import { tracked, type TrackedEnvelope } from "@trpc/server";
import { ScriptedFault } from "./scripted-fault.ts";

/** What a viewer is sent from one offset on, in place of the plain rest of the output. Returns `null` to end the stream. */
export type Script = (offset: number, attempt: number) => readonly AttachEvent[] | ScriptedFault | null;

const at = 1_700_000_000_000;

/** A terminal whose output the test writes, and which keeps what was typed into it. */
export class ScriptedTerminal {
  readonly id = crypto.randomUUID();
  epoch = "e1";
  /** Bytes of one data event. */
  chunk = 1_000;
  /** Replaces what a viewer is sent; the plain output again when it is `undefined`. */
  script: Script | undefined;
  attempts = 0;
  readonly attachInputs: AttachInput[] = [];
  readonly applied: Uint8Array[] = [];
  /** Called before a write is applied; may throw, or wait. */
  onWrite: ((write: { seq: number; data: Uint8Array }) => Promise<void> | void) | undefined;
  readonly sizes: { cols: number; rows: number }[] = [];
  readonly controllers: string[] = [];
  readonly acks: number[] = [];
  sent = 0;
  #output = new Uint8Array(0);
  #exit: TerminalExit | null = null;
  #acked = new Map<string, number>();
  readonly #writers = new Map<string, number>();
  #wakers: (() => void)[] = [];

  print(data: string | Uint8Array): void {
    const bytes = typeof data === "string" ? new TextEncoder().encode(data) : data;
    const all = new Uint8Array(this.#output.length + bytes.length);
    all.set(this.#output);
    all.set(bytes, this.#output.length);
    this.#output = all;
    this.wake();
  }

  exit(code: number): void {
    this.#exit = { code, signal: null, at };
    this.wake();
  }

  wake(): void {
    for (const waker of this.#wakers.splice(0)) waker();
  }

  get output(): Uint8Array {
    return this.#output;
  }

  describe(): Terminal {
    return {
      id: this.id,
      teamId: null,
      ownerId: this.id,
      runnerId: "local",
      title: "scripted",
      command: ["scripted"],
      cwd: "/",
      status: this.#exit ? "exited" : "running",
      cols: 80,
      rows: 24,
      pid: 1,
      epoch: this.epoch,
      startOffset: 0,
      endOffset: this.#output.length,
      exit: this.#exit,
      createdAt: at,
      care: NO_CARE,
      recording: { state: "on", since: at },
      activity: { state: this.#exit ? "exited" : "unknown", since: at, source: "process", message: null },
      attention: null,
      resume: null,
      conversation: null,
      apiKeys: [],
    };
  }

  data(offset: number, length: number): AttachEvent {
    return { type: "data", epoch: this.epoch, offset, bytes: this.#output.slice(offset, offset + length) };
  }

  ack(viewerId: string, offset: number): void {
    this.acks.push(offset);
    this.#acked.set(viewerId, offset);
    this.wake();
  }

  async write({ clientId, seq, data }: { clientId: string; seq: number; data: Uint8Array }): Promise<{ appliedSeq: number }> {
    await this.onWrite?.({ seq, data });
    const last = this.#writers.get(clientId) ?? 0;
    if (seq === last + 1) {
      this.applied.push(data);
      this.#writers.set(clientId, seq);
      this.wake();
    }
    return { appliedSeq: Math.max(last, Math.min(seq, last + 1)) };
  }

  async *attach(input: AttachInput, signal: AbortSignal): AsyncGenerator<TrackedEnvelope<AttachEvent>, void> {
    this.attempts += 1;
    this.attachInputs.push(input);
    const resumed = input.lastEventId?.split(":");
    const wanted = resumed ? { epoch: resumed[0], offset: Number(resumed[1]) } : input.from;
    const exact = wanted !== undefined && (wanted.epoch ?? this.epoch) === this.epoch;
    let offset = exact ? wanted.offset : this.#output.length;
    if (!exact) yield this.#envelope({ type: "snapshot", epoch: this.epoch, offset, cols: 80, rows: 24, screen: "screen" });
    if (this.script) {
      const events = this.script(offset, this.attempts);
      if (events instanceof ScriptedFault) throw events;
      for (const event of events ?? []) yield this.#envelope(event);
      if (events === null) return;
    }
    this.#acked.set(input.viewerId, offset);
    while (!signal.aborted) {
      const room = (this.#acked.get(input.viewerId) ?? 0) + LIMITS.viewerWindowBytes - offset;
      const length = Math.min(this.chunk, room, this.#output.length - offset);
      if (length > 0) {
        const event = this.data(offset, length);
        offset += length;
        this.sent += length;
        yield this.#envelope(event);
      } else if (this.#exit && offset === this.#output.length) {
        yield this.#envelope({ type: "exit", epoch: this.epoch, offset, exit: this.#exit, status: "exited" });
        return;
      } else await this.#woken(signal);
    }
  }

  #woken(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      this.#wakers.push(resolve);
      signal.addEventListener("abort", () => resolve(), { once: true });
    });
  }

  #envelope(event: AttachEvent): TrackedEnvelope<AttachEvent> {
    const end = event.type === "data" ? event.offset + event.bytes.length : event.offset;
    return tracked(`${event.epoch}:${end}`, event);
  }
}
