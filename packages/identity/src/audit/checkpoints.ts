import { mkdir, open, readFile, rename, truncate } from "node:fs/promises";
import { dirname, join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { SIGNED_ENDS } from "@pilothouse/db";
import { errnoOf } from "@pilothouse/platform";
import { z } from "zod";
import { writePrivateFile } from "../private-file.ts";
import { canonicalJson } from "./chain.ts";
import type { CheckpointKey } from "./checkpoint-key.ts";

/** Where the audit log ended at some time: entry `seq` had this hash. */
const Checkpoint = z.strictObject({ seq: z.int().positive(), hash: z.string(), at: z.int() });
export interface Checkpoint extends z.infer<typeof Checkpoint> {}

const Signed = Checkpoint.extend({ signature: z.string() });

const PIECE = 50;

/** Signed ends of the audit log, outside the database, so that nobody who can only write there cuts it off unseen. */
export interface Checkpoints {
  /** On the disk when it resolves. */
  append(checkpoint: Checkpoint): Promise<void>;
  /** All of them in the order in which they were written; of the first line that is not one of ours, its number. */
  read(): Promise<{ readonly checkpoints: readonly Checkpoint[]; readonly badLine: number | null }>;
}

export function openCheckpoints({ folder, key, most }: { folder: string; key: CheckpointKey; most: number }): Checkpoints {
  const file = join(folder, SIGNED_ENDS);
  const lineOf = (checkpoint: Checkpoint) => JSON.stringify({ ...checkpoint, signature: key.sign(canonicalJson(checkpoint)) });
  let lines: number | null = null;
  return {
    async append(checkpoint) {
      const before = lines ?? (await repair(file));
      // What a write that fails leaves behind is cut off by the next one.
      lines = null;
      await appendLine(file, lineOf(checkpoint));
      lines = before + 1;
      if (lines <= most) return;
      const kept = (await linesIn(file)).filter((_, at, all) => at % 2 === 0 || at === all.length - 1);
      await writePrivateFile(file, Buffer.from(`${kept.join("\n")}\n`));
      lines = kept.length;
    },
    async read() {
      const checkpoints: Checkpoint[] = [];
      for (const [at, line] of (await linesIn(file)).entries()) {
        const checkpoint = readLine(line, key);
        if (!checkpoint) return { checkpoints, badLine: at + 1 };
        checkpoints.push(checkpoint);
        // A signature takes a tenth of a millisecond; others have their turn.
        if (at % PIECE === PIECE - 1) await setImmediate();
      }
      return { checkpoints, badLine: null };
    },
  };
}

function readLine(line: string, key: CheckpointKey): Checkpoint | null {
  const signed = Signed.safeParse(parse(line));
  if (!signed.success) return null;
  const { signature, ...checkpoint } = signed.data;
  return key.verifies(canonicalJson(checkpoint), signature) ? checkpoint : null;
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

/**
 * Sets aside what a key signed that is lost, so that ends can be signed with another one. `note` is told how many ends
 * that were, and not called when nothing was signed yet.
 */
export async function setAsideSigned(folder: string, at: number, note: (ends: number) => Promise<void>): Promise<void> {
  const file = join(folder, SIGNED_ENDS);
  const ends = (await linesIn(file)).length;
  if (ends === 0) return;
  // First on record: whatever happens after that, it is not done unseen.
  await note(ends);
  await rename(file, file.replace(/\.jsonl$/, `-lost-key-${at}.jsonl`));
}

async function linesIn(file: string): Promise<string[]> {
  return (await readWhole(file)).toString().split("\n").slice(0, -1);
}

async function readWhole(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (error) {
    if (errnoOf(error) === "ENOENT") return Buffer.alloc(0);
    throw error;
  }
}

/** Cuts off a line that was being written when the power went, and says how many there are. */
async function repair(file: string): Promise<number> {
  const bytes = await readWhole(file);
  const end = bytes.lastIndexOf("\n") + 1;
  if (end < bytes.length) await truncate(file, end);
  return (await linesIn(file)).length;
}

async function appendLine(file: string, line: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  await using handle = await open(file, "a", 0o600);
  await handle.appendFile(`${line}\n`);
  await handle.sync();
}
