import { EventEmitter } from "node:events";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import type { FileIndex } from "./file-index.ts";
import { Indexing } from "./indexing.ts";
import type { FromIndexer, IndexedRoot } from "./messages.ts";

const open: { close(): void }[] = [];
afterEach(() => {
  for (const one of open.splice(0)) one.close();
});

function home(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "indexing-")));
  open.push({ close: () => rmSync(folder, { recursive: true, force: true }) });
  return folder;
}

const rootOf = (path: string, owner: string): IndexedRoot => ({ id: path, agent: "claude", path, owner });
const NOTHING = { conversations: [], projects: [] };

/** Of an index that only says what it was given to read, for whom. */
function indexing(refuse: (path: string) => boolean = () => false) {
  const reads: string[] = [];
  const opened: string[] = [];
  const told: FromIndexer[] = [];
  const index: FileIndex = {
    open: ({ path }) => {
      opened.push(path);
      return [];
    },
    read: ({ owner }, { path }) => {
      if (refuse(path)) throw new Error("it may not be read");
      reads.push(`${owner} ${path}`);
      return { ...NOTHING, bytes: 0, more: false };
    },
    miss: () => NOTHING,
    rest: () => NOTHING,
    close: () => undefined,
  };
  const made = new Indexing({
    index,
    post: (message) => told.push(message),
    wake: () => undefined,
    watch: () => Object.assign(new EventEmitter(), { close: () => undefined, ref: never, unref: never }),
  });
  open.push(made);
  const look = (roots?: readonly IndexedRoot[]) => {
    if (roots) made.setRoots(roots);
    else made.sweep(() => true);
    while (!made.isIdle) made.step();
    return reads.splice(0).sort();
  };
  const files = () => told.flatMap((message) => (message.type === "progress" ? [message.roots.map(({ files }) => files)] : []));
  return { look, opened, files, failures: () => told.filter(({ type }) => type === "failed") };
}

test.each(["the outer one", "the inner one"])(
  "case 13: what lies in a root within another root is read for the inner one's owner, also when %s is named first",
  (first) => {
    const outer = home();
    const inner = join(outer, "inner");
    mkdirSync(inner);
    writeFileSync(join(outer, "a.jsonl"), "1\n");
    writeFileSync(join(inner, "b.jsonl"), "1\n");
    const roots = [rootOf(outer, "ada"), rootOf(inner, "bob")];
    const { look } = indexing();
    expect(look(first === "the outer one" ? roots : roots.toReversed())).toEqual([
      `ada ${outer}/a.jsonl`,
      `bob ${inner}/b.jsonl`,
    ]);
  },
);

test("case 13: a root that is nobody's is not read for the owner of the root around it", () => {
  const outer = home();
  const inner = join(outer, "inner");
  mkdirSync(inner);
  writeFileSync(join(inner, "b.jsonl"), "1\n");
  expect(indexing().look([rootOf(outer, "ada"), rootOf(inner, "")])).toEqual([]);
});

test("case 11: a file that could not be read is tried again, told of once, and read for whoever has it then", () => {
  const root = home();
  const path = join(root, "a.jsonl");
  writeFileSync(path, "1\n");
  let isRefused = true;
  const { look, files, failures } = indexing(() => isRefused);
  expect(look([rootOf(root, "ada")])).toEqual([]);
  expect(look()).toEqual([]);
  const toldOnce = files().length;
  expect(look()).toEqual([]);
  expect(files()).toHaveLength(toldOnce);
  expect(failures()).toEqual([{ type: "failed", path, message: "it may not be read" }]);
  isRefused = false;
  expect(look()).toEqual([`ada ${path}`]);
  expect(look()).toEqual([]);
  expect(files().at(-1)).toEqual([1]);
  expect(look([rootOf(root, "bob")])).toEqual([`bob ${path}`]);
});

test("case 11: a file that was refused to its first owner is read for the next", () => {
  const root = home();
  const path = join(root, "a.jsonl");
  writeFileSync(path, "1\n");
  let isRefused = true;
  const { look } = indexing(() => isRefused);
  look([rootOf(root, "ada")]);
  isRefused = false;
  expect(look([rootOf(root, "bob")])).toEqual([`bob ${path}`]);
});

test("a folder that comes to be behind a link is read by its real name", () => {
  const folder = home();
  mkdirSync(join(folder, "real"));
  symlinkSync(join(folder, "real"), join(folder, "link"));
  const { look } = indexing();
  expect(look([rootOf(join(folder, "link/later/projects"), "ada")])).toEqual([]);
  mkdirSync(join(folder, "real/later/projects"), { recursive: true });
  writeFileSync(join(folder, "real/later/projects/a.jsonl"), "1\n");
  expect(look()).toEqual([`ada ${folder}/real/later/projects/a.jsonl`]);
});

test("a root behind a link is not opened anew when another one comes, and what is no transcript counts for no file", () => {
  const folder = home();
  for (const name of ["real/-work", "other"]) mkdirSync(join(folder, name), { recursive: true });
  symlinkSync(join(folder, "real"), join(folder, "link"));
  for (const name of ["one.jsonl", "sessions-index.json"]) writeFileSync(join(folder, "real/-work", name), "1\n");
  const { look, opened, files } = indexing();
  const linked = rootOf(join(folder, "link"), "ada");
  expect(look([linked])).toEqual([`ada ${folder}/real/-work/one.jsonl`]);
  expect(look([linked, rootOf(join(folder, "other"), "ada")])).toEqual([]);
  expect(opened).toEqual([join(folder, "real"), join(folder, "other")]);
  expect(files().at(-1)).toEqual([1, 0]);
});

function never(): never {
  throw new Error("not called");
}
