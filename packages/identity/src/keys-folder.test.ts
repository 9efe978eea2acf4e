import { chmod, mkdir, mkdtempDisposable, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openKeysFolder } from "./keys-folder.ts";

test("the folder of the keys is made for its owner alone; one that others can enter is refused, with what mends it", async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), "pilothouse-keys-"));
  const keys = await openKeysFolder(folder.path);
  expect([keys, (await stat(keys)).mode & 0o777]).toEqual([join(folder.path, "keys"), 0o700]);
  await chmod(keys, 0o755);
  await expect(openKeysFolder(folder.path)).rejects.toMatchObject({
    kind: "unavailable",
    message: `other users can reach the keys: run chmod 700 ${keys}`,
  });
  await chmod(keys, 0o700);
  await mkdir(join(keys, "inside"));
  expect(await openKeysFolder(folder.path)).toBe(keys);
});
