import { readSync } from "node:fs";
import { type BlockText, LIMITS, type TranscriptAgent } from "@pilothouse/contracts";
import { Fault } from "@pilothouse/platform";
import type Sqlite from "better-sqlite3";
import { readClaudeLine } from "../agents/claude/read-line.ts";
import { readCodexEntry } from "../agents/codex/read-entry.ts";
import type { BlockFact, EntryFact } from "../agents/facts.ts";
import { readGeminiFile } from "../agents/gemini/read-gemini.ts";
import { objectOf, textOf } from "../lines/fields.ts";
import { parseLine } from "../lines/parse-line.ts";
import { allRows } from "./all-rows.ts";
import { withFile } from "../ingest/open-file.ts";
import { conversationInSight } from "./conversation-in-sight.ts";
import { TRANSCRIPT_LIMITS } from "./limits.ts";
import type { Sight } from "./sight.ts";

interface Input {
  readonly id: string;
  readonly messageId: number;
  readonly block: number;
}

/** Where a block is kept, and as much of it as is in the index. */
interface Kept {
  readonly text: string;
  readonly length: number;
  readonly path: string;
  readonly offset: number;
  readonly bytes: number;
  readonly part: number;
}

/** A block from the transcript itself, where that still says the same; else what the index has of it. */
export function getBlock(db: Sqlite.Database, sight: Sight, { id, messageId, block }: Input): BlockText {
  const { id: conversation, agent } = conversationInSight(db, sight, id);
  const [kept] = allRows<Kept>(
    db,
    `select b.text, b.length, f.path, e.offset, e.length as bytes, e.part
     from entries e join blocks b on b.entry = e.id join files f on f.id = e.file
     where e.id = ? and e.conversation = ? and b.ordinal = ?`,
    [messageId, conversation, block],
  );
  if (!kept) throw new Fault("not_found", `there is no part ${block} of message ${messageId}`);
  if (kept.text.length === kept.length) return { text: kept.text, whole: true };
  const text = textIn(entryIn(agent, kept)?.blocks[block]);
  if (!text?.startsWith(kept.text)) return { text: kept.text, whole: false };
  const shown = text.slice(0, TRANSCRIPT_LIMITS.blockTextCharacters).toWellFormed();
  return { text: shown, whole: shown.length === text.length };
}

function entryIn(agent: TranscriptAgent, kept: Kept): EntryFact | null {
  const bytes = bytesIn(kept);
  if (agent === "gemini") return readGeminiFile(bytes)[kept.part]?.entry ?? null;
  const line = parseLine(bytes);
  const object = line.kind === "blank" ? undefined : line.objects[kept.part];
  if (!object) return null;
  if (agent === "claude") return readClaudeLine(object).entry;
  return readCodexEntry(textOf(object["type"]) ?? "", objectOf(object["payload"]) ?? {}).entry;
}

/** None where the file is not there any more, or is shorter. */
function bytesIn({ path, offset, bytes }: Kept): Buffer {
  const buffer = Buffer.alloc(Math.min(bytes, LIMITS.transcriptLineBytes));
  try {
    return withFile(path, ({ fd }) => buffer.subarray(0, readSync(fd, buffer, 0, buffer.length, offset)));
  } catch {
    return buffer.subarray(0, 0);
  }
}

function textIn(block: BlockFact | undefined): string | null {
  switch (block?.kind) {
    case "text":
    case "thinking":
      return block.text;
    case "call":
      return typeof block.call.input === "string" ? block.call.input : (JSON.stringify(block.call.input) ?? "");
    case "result":
      return block.result.text;
    case "media":
    case "other":
    case undefined:
    default:
      return null;
  }
}
