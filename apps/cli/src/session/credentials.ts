import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { CommandFailure } from "../failure.ts";

/** A sign-in, as kept on disk for the next command. */
export interface Credentials {
  readonly url: string;
  readonly email: string;
  readonly accessToken: string;
  readonly refreshToken: string;
  /** Milliseconds since 1970. */
  readonly accessExpiresAt: number;
}

/** `credentials.json` in the configuration folder, readable by its owner only. */
export class CredentialsFile {
  readonly path: string;
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
    this.path = join(folder, "credentials.json");
  }

  /** `null` when nobody is signed in. */
  async read(): Promise<Credentials | null> {
    const text = await readFile(this.path, "utf8").catch((error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") return null;
      throw new CommandFailure(`cannot read ${this.path}: ${error.message}`);
    });
    return text === null ? null : this.#parse(text);
  }

  /** Replaced as a whole, so that no other command ever reads half of it. */
  async write(credentials: Credentials): Promise<void> {
    await this.ensureFolder();
    const next = `${this.path}.${process.pid}`;
    await writeFile(next, `${JSON.stringify(credentials, null, 2)}\n`, { mode: 0o600 });
    await rename(next, this.path);
  }

  async remove(): Promise<void> {
    await rm(this.path, { force: true });
  }

  async ensureFolder(): Promise<void> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
  }

  #parse(text: string): Credentials {
    const damaged = new CommandFailure(`${this.path} is damaged; sign in again with: pilothouse login`);
    try {
      const value: unknown = JSON.parse(text);
      if (isCredentials(value)) return value;
    } catch {
      throw damaged;
    }
    throw damaged;
  }
}

function isCredentials(value: unknown): value is Credentials {
  if (typeof value !== "object" || value === null) return false;
  const texts = ["url", "email", "accessToken", "refreshToken"].map((name): unknown => Reflect.get(value, name));
  return texts.every((text) => typeof text === "string") && typeof Reflect.get(value, "accessExpiresAt") === "number";
}
