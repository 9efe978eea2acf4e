import { chmod, mkdir, mkdtempDisposable, readdir, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { loadSigningKey } from "./signing-key.ts";

const newFolder = () => mkdtempDisposable(join(tmpdir(), "pilothouse-key-"));
const mode = async (path: string) => (await stat(path)).mode & 0o777;

test("the key is made once, for its owner alone, and is another one in another folder", async () => {
  await using one = await newFolder();
  await using two = await newFolder();
  const first = await loadSigningKey(one.path);
  const again = await loadSigningKey(one.path);
  const other = await loadSigningKey(two.path);
  expect(again.id).toBe(first.id);
  expect(again.key.equals(first.key)).toBe(true);
  expect(other.id).not.toBe(first.id);
  expect(first.key.symmetricKeySize).toBe(32);
  expect(await readdir(join(one.path, "keys"))).toEqual(["access-token.key"]);
  expect(await mode(join(one.path, "keys"))).toBe(0o700);
  expect(await mode(join(one.path, "keys", "access-token.key"))).toBe(0o600);
});

test("a key that others can read is refused, with the command that mends it", async () => {
  await using folder = await newFolder();
  await loadSigningKey(folder.path);
  const file = join(folder.path, "keys", "access-token.key");
  for (const open of [0o640, 0o604]) {
    await chmod(file, open);
    await expect(loadSigningKey(folder.path)).rejects.toMatchObject({
      kind: "unavailable",
      message: `other users can read the signing key: run chmod 600 ${file}`,
    });
  }
  await chmod(file, 0o400);
  expect((await loadSigningKey(folder.path)).id).toBeDefined();
});

test("a folder that others can enter is refused, with the command that mends it", async () => {
  await using folder = await newFolder();
  const keys = join(folder.path, "keys");
  await mkdir(keys);
  await chmod(keys, 0o755);
  await expect(loadSigningKey(folder.path)).rejects.toThrow(`run chmod 700 ${keys}`);
});

test.each([0, 31, 33])("a file of %d bytes is no key", async (size) => {
  await using folder = await newFolder();
  await mkdir(join(folder.path, "keys"), { mode: 0o700 });
  await writeFile(join(folder.path, "keys", "access-token.key"), Buffer.alloc(size), { mode: 0o600 });
  await expect(loadSigningKey(folder.path)).rejects.toMatchObject({
    kind: "unavailable",
    message: expect.stringContaining("is not a signing key"),
  });
});
