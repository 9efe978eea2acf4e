import { type InputAudit, LIMITS } from "@pilothouse/contracts";
import { z } from "zod";
import { spellOut } from "./spell-out.ts";

/** What one client wrote without a pause, as the runner keeps it: it knows no users. */
export const InputBurst = z.object({
  number: z.number().int().positive(),
  clientId: z.string(),
  at: z.number(),
  until: z.number(),
  offset: z.number(),
  bytes: z.number(),
  masked: z.boolean(),
  text: z.string().nullable(),
});
export interface InputBurst extends z.infer<typeof InputBurst> {}

/** Input as the engine hands it on. */
export interface TypedInput {
  readonly clientId: string;
  readonly data: Uint8Array;
  /** How much output there is. */
  readonly offset: number;
  /** It must not be kept. */
  readonly masked: boolean;
}

const LINE_ENDS = new Set([0x0a, 0x0d]);

/** A burst that may still grow. */
export class OpenBurst {
  readonly #first: TypedInput;
  readonly #number: number;
  readonly #at: number;
  #until: number;
  #bytes = 0;
  #text: Uint8Array[] | null;
  #room: number;
  readonly #firstLine: boolean;

  constructor({ number, at, audit }: { number: number; at: number; audit: InputAudit }, first: TypedInput) {
    this.#number = number;
    this.#first = first;
    this.#at = at;
    this.#until = at;
    this.#text = audit === "off" || first.masked ? null : [];
    this.#firstLine = audit === "first-line";
    this.#room = this.#firstLine ? LIMITS.inputFirstLineBytes : LIMITS.inputTextBytes;
  }

  /** It goes on with this input. */
  continues({ clientId, masked }: TypedInput, now: number): boolean {
    const same = clientId === this.#first.clientId && masked === this.#first.masked;
    return same && now - this.#until < LIMITS.inputPauseMs && now - this.#at < LIMITS.inputBurstMs;
  }

  add(data: Uint8Array, now: number): void {
    // A clock that is set back makes no time negative.
    this.#until = Math.max(this.#until, now);
    this.#bytes += data.length;
    if (!this.#text || this.#room === 0) return;
    const end = this.#firstLine ? data.findIndex((byte) => LINE_ENDS.has(byte)) : -1;
    // A copy: the caller may use its buffer again.
    const kept = Uint8Array.from(data.subarray(0, Math.min(this.#room, end === -1 ? data.length : end)));
    this.#text.push(kept);
    this.#room = end === -1 ? this.#room - kept.length : 0;
  }

  close(): InputBurst {
    const { clientId, offset, masked } = this.#first;
    const text = this.#text && spellOut(Buffer.concat(this.#text).toString("utf8"));
    return { number: this.#number, clientId, at: this.#at, until: this.#until, offset, bytes: this.#bytes, masked, text };
  }
}
