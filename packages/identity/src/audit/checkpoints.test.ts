import { mkdtempDisposable, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { loadCheckpointKey } from "./checkpoint-key.ts";
import { openCheckpoints } from "./checkpoints.ts";

test("of too many signed ends every other one goes; the newest stays", async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), "pilothouse-checkpoints-"));
  const checkpoints = openCheckpoints({ folder: folder.path, key: await loadCheckpointKey(folder.path), most: 4 });
  const seqs = async () => (await checkpoints.read()).checkpoints.map(({ seq }) => seq);
  for (const seq of [1, 2, 3, 4]) await checkpoints.append({ seq, hash: "h", at: 0 });
  expect(await seqs()).toEqual([1, 2, 3, 4]);
  await checkpoints.append({ seq: 5, hash: "h", at: 0 });
  expect(await seqs()).toEqual([1, 3, 5]);
  await checkpoints.append({ seq: 6, hash: "h", at: 0 });
  expect(await seqs()).toEqual([1, 3, 5, 6]);
  expect((await readFile(join(folder.path, "audit", "checkpoints.jsonl"), "utf8")).trim().split("\n")).toHaveLength(4);
});
