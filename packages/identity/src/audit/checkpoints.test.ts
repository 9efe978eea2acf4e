import { appendFile, mkdir, mkdtempDisposable, readFile, rename, rmdir } from "node:fs/promises";
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

test("what a write that failed left behind spoils no later one", async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), "pilothouse-checkpoints-"));
  const checkpoints = openCheckpoints({ folder: folder.path, key: await loadCheckpointKey(folder.path), most: 4 });
  const file = join(folder.path, "audit", "checkpoints.jsonl");
  await checkpoints.append({ seq: 1, hash: "h", at: 0 });
  await rename(file, `${file}.away`);
  await mkdir(file);
  await expect(checkpoints.append({ seq: 2, hash: "h", at: 0 })).rejects.toThrow("EISDIR");
  await rmdir(file);
  await rename(`${file}.away`, file);
  await appendFile(file, '{"seq":2,"ha');
  await checkpoints.append({ seq: 3, hash: "h", at: 0 });
  expect(await checkpoints.read()).toEqual({
    checkpoints: [
      { seq: 1, hash: "h", at: 0 },
      { seq: 3, hash: "h", at: 0 },
    ],
    badLine: null,
  });
});
