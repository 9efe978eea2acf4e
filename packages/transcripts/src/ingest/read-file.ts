import { existsSync } from "node:fs";
import type { FindPrice } from "../prices/find-price.ts";
import { compareFile, statColumns } from "./compare-file.ts";
import type { FileRow } from "./file-rows.ts";
import { findTwin } from "./find-twin.ts";
import { fingerprint } from "./fingerprint.ts";
import { type FoundFile, type OpenFile, withFile } from "./open-file.ts";
import { readStep, type StepTaken } from "./read-step.ts";
import { readWhole } from "./read-whole.ts";
import { forksToRead, relativesOf } from "./relatives.ts";
import { removeFile, settleRemoved } from "./remove-file.ts";
import type { Rows } from "./rows.ts";

export interface Reading {
  readonly rows: Rows;
  readonly find: FindPrice;
  readonly now: number;
}

/** What was read of a file, by its id. */
export interface ReadOfFile extends Omit<StepTaken, "file"> {
  readonly id: number;
}

/** Reads some of what is new in a file. */
export function readFile(reading: Reading, found: FoundFile, opened: OpenFile): ReadOfFile {
  const { rows, now } = reading;
  const known = knownFile(reading, found, opened) ?? addFile(rows, found, { opened, now });
  const twin = known.offset === 0 ? findTwin(rows, found, opened) : null;
  if (twin?.relation === "shorter") return leave(reading, { ...known, ...found }, opened);
  if (twin) rows.files.exchange(known, twin.file);
  if (twin?.relation === "moved") rows.files.drop(known.id);
  return update(reading, { ...(twin?.file ?? known), ...found }, opened);
}

/** Takes away a file with all that it said. Answers with the conversations that have changed. */
export function forgetFile(reading: Reading, file: FileRow): ReadonlySet<number> {
  const { conversations, files, kin } = reading.rows;
  const { changed } = replace(reading, file, () => files.drop(file.id));
  const all = new Set([...changed, ...readTwins(reading, file)]);
  for (const conversation of all) if (conversations.dropEmpty(conversation)) kin.drop(conversation);
  return all;
}

/** Says that a file is not there any more. Answers with the conversations that have changed. */
export function missFile(reading: Reading, file: FileRow): ReadonlySet<number> {
  const { rows, now } = reading;
  rows.files.put({ ...file, missing_since: now });
  return new Set([...refresh(rows, file.id), ...readTwins(reading, file)]);
}

function update(reading: Reading, file: FileRow, opened: OpenFile): ReadOfFile {
  const { rows, now } = reading;
  const compared = compareFile(file, opened);
  const isReadOn = compared === "grown" || file.agent === "gemini";
  const taken = compared === "same" ? untouched(file) : isReadOn ? readOn(reading, file, opened) : null;
  const { file: read, conversations, bytes, more } = taken ?? readAnew(reading, file, opened);
  const { mtime_ms, ...columns } = { ...statColumns(opened.stat), ...fingerprint(opened.fd, read.offset) };
  // What is not read to its end is never as it was.
  const time = more ? -1 : mtime_ms;
  rows.files.put({ ...read, ...columns, mtime_ms: time, missing_since: null, read_at: now });
  const returned = file.missing_since === null ? [] : refresh(rows, file.id);
  const twins = taken ? [] : readTwins(reading, file);
  const forks = bytes === 0 ? [] : readForks(reading, read);
  return { id: file.id, conversations: new Set([...conversations, ...returned, ...twins, ...forks]), bytes, more };
}

/** What is known of a file, under this name or the one that it had before. */
function knownFile(reading: Reading, { path, owner, agent, ...place }: FoundFile, { fd, stat }: OpenFile): FileRow | null {
  const { files } = reading.rows;
  const known = files.byPath(path);
  const isSamePlace = known?.role === place.role && known.thread === place.thread && known.session === place.session;
  if (known && (known.owner !== owner || known.agent !== agent || !isSamePlace)) forgetFile(reading, known);
  else if (known) return known;
  const { dev, inode, size } = statColumns(stat);
  const isSame = (file: FileRow) => {
    if (file.owner !== owner || file.agent !== agent || file.role !== place.role || file.thread !== place.thread) return false;
    if (file.offset > size || existsSync(file.path)) return false;
    const { head, anchor } = fingerprint(fd, file.offset);
    return head === file.head && anchor === file.anchor;
  };
  return files.byInode(dev, inode).find(isSame) ?? null;
}

function addFile(rows: Rows, found: FoundFile, { opened, now }: { readonly opened: OpenFile; readonly now: number }): FileRow {
  const columns = { ...statColumns(opened.stat), mtime_ms: -1, ...fingerprint(opened.fd, 0) };
  return rows.files.add({ ...found, ...columns, ...UNREAD, missing_since: null, read_at: now });
}

const UNREAD = { offset: 0, state: null, lines: 0, objects: 0, blanks: 0, bad: 0 };

function untouched(file: FileRow): StepTaken {
  return { file, conversations: new Set(), bytes: 0, more: false };
}

/** It says nothing that another one does not. */
function leave({ rows, now }: Reading, file: FileRow, { stat }: OpenFile): ReadOfFile {
  rows.files.put({ ...file, ...statColumns(stat), missing_since: null, read_at: now });
  return { ...untouched(file), id: file.id };
}

/** `null`: it does not go on as it began. */
function readOn({ rows, find, now }: Reading, file: FileRow, { fd, stat: { size } }: OpenFile): StepTaken | null {
  const options = { fd, size, now, find, relatives: relativesOf(rows, file), isBounded: true };
  return file.agent === "gemini" ? readWhole(rows, file, options) : readStep(rows, file, { ...options, agent: file.agent });
}

/** Everything in place of what was read before, for whoever looks at once. */
function readAnew(reading: Reading, file: FileRow, opened: OpenFile): StepTaken {
  const { changed, read } = replace(reading, file, () => readFromStart(reading, file, opened));
  return { ...read, conversations: new Set([...read.conversations, ...changed]) };
}

/**
 * Takes away what a file said, reads something in its place, and makes again what depends on it. Other files that were not
 * counted where this one had said the same are read again, too.
 */
function replace<Read>(
  reading: Reading,
  file: FileRow,
  read: () => Read,
): { readonly changed: readonly number[]; readonly read: Read } {
  const { rows, find } = reading;
  const removed = removeFile(rows, file);
  const doubles = removed.doubles.flatMap((id) => rows.files.get(id) ?? []).filter(({ path }) => existsSync(path));
  const parts = [{ file, removed }, ...doubles.map((double) => ({ file: double, removed: removeFile(rows, double) }))];
  const result = read();
  const again = doubles.flatMap((double) => place(reading, double, (opened) => readFromStart(reading, double, opened)));
  const settled = parts.flatMap((part) => [...settleRemoved(rows, { ...part, find })]);
  return { changed: [...again, ...settled], read: result };
}

function readFromStart({ rows, find, now }: Reading, file: FileRow, { fd, stat: { size } }: OpenFile): StepTaken {
  const empty = { ...file, ...UNREAD };
  const options = { fd, size, now, find, relatives: relativesOf(rows, file), isBounded: false };
  const taken =
    empty.agent === "gemini" ? readWhole(rows, empty, options) : readStep(rows, empty, { ...options, agent: empty.agent });
  if (!taken) throw new Error(`${file.path} cannot be read from its beginning`);
  return taken;
}

/** Forks of what that file is of, and forks of these, that are others now that more is known of it; each once, also in a ring. */
function readForks(reading: Reading, file: FileRow, met = new Set([file.id])): readonly number[] {
  return forksToRead(reading.rows, file).flatMap((fork) => {
    if (met.has(fork.id)) return [];
    met.add(fork.id);
    return [...readAgain(reading, fork), ...readForks(reading, fork, met)];
  });
}

/** A file that is not there any more stays as it was read. */
function readAgain(reading: Reading, file: FileRow): readonly number[] {
  return existsSync(file.path) ? place(reading, file, (opened) => readAnew(reading, file, opened)) : [];
}

/** Reads a file that nobody has asked for. Answers with the conversations that have changed. */
function place(reading: Reading, file: FileRow, read: (opened: OpenFile) => StepTaken): readonly number[] {
  return withFile(file.path, (opened) => {
    const taken = read(opened);
    const columns = { ...statColumns(opened.stat), ...fingerprint(opened.fd, taken.file.offset) };
    reading.rows.files.put({ ...taken.file, ...columns, read_at: reading.now });
    return [...taken.conversations];
  });
}

/** Files of which nothing was read because that file said it all. */
function readTwins(reading: Reading, file: FileRow): readonly number[] {
  if (file.session === null) return [];
  const unread = reading.rows.files
    .ofSession(file, file.session)
    .filter(({ id, offset, size, path }) => id !== file.id && offset === 0 && size > 0 && existsSync(path));
  return unread.flatMap(({ root, owner, agent, path, role, thread, session }) => {
    const found = { root, owner, agent, path, role, thread, session };
    return withFile(path, (opened) => [...readFile(reading, found, opened).conversations]);
  });
}

/** Conversations that a file feeds are there again, or are not. */
function refresh(rows: Rows, file: number): readonly number[] {
  const conversations = rows.feeds.conversationsOf(file);
  for (const conversation of conversations) rows.conversations.refresh(conversation);
  return conversations;
}
