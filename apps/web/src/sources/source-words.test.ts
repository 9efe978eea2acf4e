import { expect, test } from "vitest";
import { sizeWords, sourceState } from "./source-words.ts";

test.each([
  [{ state: "events", readBytes: 10, bytes: 10 }, "Watched"],
  [{ state: "events", readBytes: 9, bytes: 10 }, "Being read"],
  [{ state: "sweeps", readBytes: 0, bytes: 0 }, "Looked through from time to time"],
  [{ state: "missing", readBytes: 5, bytes: 10 }, "No such folder"],
  [{ state: "failed", readBytes: 5, bytes: 10 }, "Cannot be read"],
] as const)("a folder with %o is told as %s", (source, words) => {
  expect(sourceState(source).words).toBe(words);
});

test("the size of a folder is told in files and bytes", () => {
  expect(sizeWords({ files: 1, bytes: 640 })).toBe("1 file, 640 B");
  expect(sizeWords({ files: 1_200, bytes: 15_134_182 })).toBe("1,200 files, 14 MiB");
});
