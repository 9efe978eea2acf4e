import { type InputAudit, LIMITS } from "@pilothouse/contracts";
import { type Clock, type Logger, messageOf } from "@pilothouse/platform";
import { type InputBurst, OpenBurst, type TypedInput } from "./burst.ts";
import { InputFile } from "./input-file.ts";

interface InputLogOptions {
  readonly path: string;
  readonly audit: InputAudit;
  readonly clock: Clock;
  readonly log: Logger;
}

export interface InputBursts {
  /** Newest first. */
  readonly bursts: readonly InputBurst[];
  readonly more: boolean;
}

/** Who wrote to one terminal, when, how much and, if the setting wants it, what. Typing never waits for it. */
export class InputLog {
  readonly #options: InputLogOptions;
  readonly #file: InputFile;
  #open: OpenBurst | null = null;
  #count = 0;
  #taken = 0;
  /** Over, and not on disk yet. */
  #waiting: InputBurst[] = [];
  #timer: NodeJS.Timeout | null = null;
  #work: Promise<void> = Promise.resolve();
  #refused = false;

  constructor(options: InputLogOptions) {
    this.#options = options;
    this.#file = new InputFile(options.path);
  }

  /** Bytes so far. */
  get taken(): number {
    return this.#taken;
  }

  take(input: TypedInput): void {
    if (input.data.length === 0) return;
    this.#taken += input.data.length;
    const now = this.#options.clock.now();
    if (!this.#open?.continues(input, now)) {
      this.#close();
      this.#open = new OpenBurst({ number: (this.#count += 1), at: now, audit: this.#options.audit }, input);
      this.#timer ??= setTimeout(() => void this.flush(), LIMITS.inputBurstMs).unref();
    }
    this.#open.add(input.data, now);
  }

  /** Puts all there is on disk. A disk that refuses is asked again with the next input. */
  flush(): Promise<void> {
    this.#close();
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    return (this.#work = this.#work.then(() => this.#write()));
  }

  /** Bursts before the number `before`, or the newest. */
  async page(before: number | undefined, limit: number): Promise<InputBursts> {
    void this.flush();
    const read = this.#work.then(() => this.#file.read());
    this.#work = read.then(
      () => undefined,
      () => undefined,
    );
    const found = new Map((await read).map((burst) => [burst.number, burst]));
    for (const burst of this.#waiting) found.set(burst.number, burst);
    const older = [...found.values()].filter(({ number }) => before === undefined || number < before);
    const newest = older.sort((one, other) => other.number - one.number);
    return { bursts: newest.slice(0, limit), more: newest.length > limit };
  }

  #close(): void {
    if (!this.#open) return;
    this.#waiting.push(this.#open.close());
    this.#open = null;
    // Only a disk that refuses lets so many pile up.
    if (this.#waiting.length > LIMITS.inputsWaiting) this.#waiting.shift();
  }

  async #write(): Promise<void> {
    const bursts = [...this.#waiting];
    if (bursts.length === 0) return;
    try {
      await this.#file.append(bursts);
      this.#waiting = this.#waiting.filter((burst) => !bursts.includes(burst));
      this.#refused = false;
    } catch (error) {
      if (!this.#refused) this.#options.log.warn({ reason: messageOf(error) }, "who wrote to a terminal is not on disk");
      this.#refused = true;
    }
  }
}
