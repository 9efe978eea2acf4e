import { appendFile, readFile, rename, stat, writeFile } from "node:fs/promises";
import { LIMITS } from "@pilothouse/contracts";
import { errnoOf } from "@pilothouse/platform";
import { InputBurst } from "./burst.ts";

const encode = (bursts: readonly InputBurst[]) => bursts.map((burst) => `${JSON.stringify(burst)}\n`).join("");

/** Bursts on disk: a JSON line each, the oldest given up when there are too many. Not for two calls at a time. */
export class InputFile {
  readonly #path: string;
  readonly #limitBytes: number;
  #bytes: number | null = null;
  /** The last line may be half a one. */
  #torn = false;

  constructor(path: string, limitBytes: number = LIMITS.inputLogBytes) {
    this.#path = path;
    this.#limitBytes = limitBytes;
  }

  /** In order. What was torn by a crash or a full disk is left out, and what was written twice comes once. */
  async read(): Promise<InputBurst[]> {
    const text = await readFile(this.#path, "utf8").catch((error: unknown) => {
      if (errnoOf(error) === "ENOENT") return "";
      throw error;
    });
    const bursts = new Map<number, InputBurst>();
    for (const line of text.split("\n")) {
      const burst = decode(line);
      if (burst) bursts.set(burst.number, burst);
    }
    return [...bursts.values()].sort((one, other) => one.number - other.number);
  }

  /** When it fails, the same call may be repeated. */
  async append(bursts: readonly InputBurst[]): Promise<void> {
    this.#bytes ??= await stat(this.#path).then(
      ({ size }) => size,
      () => 0,
    );
    const text = `${this.#torn ? "\n" : ""}${encode(bursts)}`;
    this.#torn = true;
    await appendFile(this.#path, text, { mode: 0o600 });
    this.#torn = false;
    this.#bytes += Buffer.byteLength(text);
    if (this.#bytes > this.#limitBytes) await this.#shorten();
  }

  async #shorten(): Promise<void> {
    const bursts = await this.read();
    let bytes = 0;
    const kept: InputBurst[] = [];
    for (const burst of bursts.toReversed()) {
      bytes += Buffer.byteLength(encode([burst]));
      if (bytes > this.#limitBytes / 2) break;
      kept.unshift(burst);
    }
    const next = `${this.#path}.next`;
    const text = encode(kept);
    await writeFile(next, text, { mode: 0o600 });
    await rename(next, this.#path);
    this.#bytes = Buffer.byteLength(text);
  }
}

function decode(line: string): InputBurst | null {
  try {
    return InputBurst.safeParse(JSON.parse(line)).data ?? null;
  } catch {
    // Half a line, as a crash leaves it.
    return null;
  }
}
