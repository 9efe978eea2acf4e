import { closeSync, constants, existsSync, fstatSync, openSync } from "node:fs";
import type { FindPrice } from "../prices/find-price.ts";
import { compareFile, type FileStat, statColumns } from "./compare-file.ts";
import type { FileRow } from "./file-rows.ts";
import { fingerprint } from "./fingerprint.ts";
import type { Located } from "./locate.ts";
import { readStep, type StepTaken } from "./read-step.ts";
import { readWhole } from "./read-whole.ts";
import { forksToRead, relativesOf } from "./relatives.ts";
import { removeFile, settleRemoved } from "./remove-file.ts";
import type { Rows } from "./rows.ts";

export interface OpenFile {
  readonly fd: number;
  readonly stat: FileStat;
}

/** Without waiting for whoever writes to what only looks like a file. */
export function withFile<Result>(path: string, work: (file: OpenFile) => Result): Result {
  const fd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const stat = fstatSync(fd);
    if (!stat.isFile()) throw new Error("it is no regular file");
    return work({ fd, stat });
  } finally {
    closeSync(fd);
  }
}

export interface Reading {
  readonly rows: Rows;
  readonly find: FindPrice;
  readonly now: number;
}

/** A file in one of the folders that are read. */
export type FoundFile = Located & Pick<FileRow, "root" | "owner" | "agent" | "path">;

/** Reads some of what is new in a file. */
export function readFile(reading: Reading, found: FoundFile, opened: OpenFile): Omit<StepTaken, "file"> & { id: number } {
  const { rows, now } = reading;
  const known = knownFile(reading, found, opened) ?? addFile(rows, found, { opened, now });
  const file = { ...known, ...found };
  const isMoved = known.role !== file.role || known.thread !== file.thread;
  const compared = isMoved ? "other" : compareFile(file, opened);
  const taken = compared === "other" ? null : compared === "same" ? untouched(file) : readOn(reading, file, opened);
  const { file: read, conversations, bytes, more } = taken ?? readAnew(reading, file, opened);
  const { mtime_ms, ...stat } = statColumns(opened.stat);
  // What is not read to its end is never as it was.
  rows.files.put({
    ...read,
    ...stat,
    mtime_ms: more ? -1 : mtime_ms,
    ...fingerprint(opened.fd, read.offset),
    missing_since: null,
    read_at: now,
  });
  const returned = known.missing_since === null ? [] : refresh(rows, file.id);
  const forks = bytes === 0 ? [] : forksToRead(rows, read).flatMap((fork) => readAgain(reading, fork));
  return { id: file.id, conversations: new Set([...conversations, ...returned, ...forks]), bytes, more };
}

/** Takes away a file with all that it said. Answers with the conversations that have changed. */
export function forgetFile({ rows, find }: Reading, file: FileRow): ReadonlySet<number> {
  const removed = removeFile(rows, file);
  rows.files.drop(file.id);
  return settleRemoved(rows, { file, removed, find });
}

/** What is known of a file, under this name or the one that it had before. */
function knownFile(reading: Reading, { path, owner, agent }: FoundFile, { fd, stat }: OpenFile): FileRow | null {
  const { files } = reading.rows;
  const known = files.byPath(path);
  if (known && (known.owner !== owner || known.agent !== agent)) forgetFile(reading, known);
  else if (known) return known;
  const { dev, inode, size } = statColumns(stat);
  const isSame = (file: FileRow) => {
    const { head, anchor } = fingerprint(fd, file.offset);
    return head === file.head && anchor === file.anchor;
  };
  const moved = files
    .byInode(dev, inode)
    .filter((file) => file.owner === owner && file.agent === agent && file.offset <= size && !existsSync(file.path));
  return moved.find(isSame) ?? null;
}

function addFile(rows: Rows, found: FoundFile, { opened, now }: { readonly opened: OpenFile; readonly now: number }): FileRow {
  const counts = { offset: 0, state: null, lines: 0, objects: 0, blanks: 0, bad: 0 };
  const columns = { ...statColumns(opened.stat), mtime_ms: -1, ...fingerprint(opened.fd, 0) };
  return rows.files.add({ ...found, ...columns, ...counts, missing_since: null, read_at: now });
}

function untouched(file: FileRow): StepTaken {
  return { file, conversations: new Set(), bytes: 0, more: false };
}

/** `null`: it does not go on as it began. */
function readOn({ rows, find, now }: Reading, file: FileRow, { fd, stat: { size } }: OpenFile): StepTaken | null {
  const options = { fd, size, now, find, relatives: relativesOf(rows, file), isBounded: true };
  if (file.agent !== "gemini") return readStep(rows, file, { ...options, agent: file.agent });
  return file.offset === 0 ? readWhole(rows, file, options) : null;
}

/** Everything in place of what was read before, for whoever looks at once. */
function readAnew({ rows, find, now }: Reading, file: FileRow, { fd, stat: { size } }: OpenFile): StepTaken {
  const removed = removeFile(rows, file);
  const empty = { ...file, offset: 0, state: null, lines: 0, objects: 0, blanks: 0, bad: 0 };
  const options = { fd, size, now, find, relatives: relativesOf(rows, file), isBounded: false };
  const taken =
    empty.agent === "gemini" ? readWhole(rows, empty, options) : readStep(rows, empty, { ...options, agent: empty.agent });
  if (!taken) throw new Error(`${file.path} cannot be read from its beginning`);
  const settled = settleRemoved(rows, { file, removed, find });
  return { ...taken, conversations: new Set([...taken.conversations, ...settled]) };
}

/** A file that is not there any more stays as it was read. */
function readAgain(reading: Reading, file: FileRow): readonly number[] {
  if (!existsSync(file.path)) return [];
  return withFile(file.path, (opened) => {
    const { file: read, conversations } = readAnew(reading, file, opened);
    const columns = { ...statColumns(opened.stat), ...fingerprint(opened.fd, read.offset) };
    reading.rows.files.put({ ...read, ...columns, read_at: reading.now });
    return [...conversations];
  });
}

/** Conversations that a file feeds are there again, or are not. */
export function refresh(rows: Rows, file: number): readonly number[] {
  const conversations = rows.feeds.conversationsOf(file);
  for (const conversation of conversations) rows.conversations.refresh(conversation);
  return conversations;
}
