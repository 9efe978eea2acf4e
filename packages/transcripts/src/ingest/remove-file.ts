import type { FindPrice } from "../prices/find-price.ts";
import type { FileRow } from "./file-rows.ts";
import { messagesOf, settle } from "./finish-step.ts";
import type { Rows } from "./rows.ts";
import { settleOriginals } from "./settle-kin.ts";

/** What has to be made again where a file's lines were taken away. */
export interface Removed {
  /** Conversations that it fed. */
  readonly conversations: readonly number[];
  /** Requests that it knew of. */
  readonly keys: readonly string[];
  /** Entries that others may have, too. */
  readonly uuids: readonly string[];
  /** Conversations that it gave a title. */
  readonly titled: readonly number[];
  /** Other files of which some did not count, because this one had said it: to be read again. */
  readonly doubles: readonly number[];
}

/** Takes away all that a file said; its row in `files` stays. `settleRemoved` has to follow, behind what is read instead. */
export function removeFile(rows: Rows, file: FileRow): Removed {
  const conversations = rows.feeds.conversationsOf(file.id);
  const removed = {
    conversations,
    keys: rows.parts.keysOf(file.id),
    uuids: rows.kin.uuidsOf(file.id),
    titled: rows.summaries.dropOf(file),
    doubles: rows.kin.doublesOf(file.id),
  };
  rows.calls.lose(file.id, conversations);
  rows.entries.dropOf(file.id);
  rows.parts.dropOf(file.id);
  rows.feeds.dropOf(file.id);
  rows.complaints.dropOf(file.id);
  for (const conversation of conversations) rows.conversations.markRewritten(conversation);
  return removed;
}

/** Copies of what is gone become originals. Answers with what has changed. */
export function settleRemoved(rows: Rows, { file, removed, find }: RemovedFrom): ReadonlySet<number> {
  const { conversations, keys, uuids, titled } = removed;
  const others = conversations.flatMap((conversation) =>
    rows.kin.of(conversation).map((other) => [conversation, other] as const),
  );
  for (const [conversation, other] of others) rows.kin.compare(conversation, other);
  const promoted = settleOriginals(rows, file.owner, uuids);
  const requests = settle(rows, { file, messages: messagesOf(file, keys), find });
  for (const conversation of conversations) rows.conversations.refresh(conversation);
  for (const conversation of titled) rows.summaries.apply(conversation);
  return new Set([...conversations, ...promoted, ...requests, ...titled]);
}

interface RemovedFrom {
  readonly file: FileRow;
  readonly removed: Removed;
  readonly find: FindPrice;
}
