import type { FindPrice } from "../prices/find-price.ts";
import type { AskedMessage } from "./asked-messages.ts";
import type { FileRow } from "./file-rows.ts";
import { rangeOf } from "./part-rows.ts";
import type { Rows } from "./rows.ts";
import { settleKin } from "./settle-kin.ts";
import { settleRequests } from "./settle-requests.ts";
import type { Step } from "./step.ts";

/** Makes again what depends on the lines that a step has read. Answers with the conversations that have changed. */
export function finishStep(rows: Rows, step: Step, find: FindPrice): ReadonlySet<number> {
  const { file, feeds, asked } = step;
  for (const { parts } of asked.all) for (const part of parts.values()) rows.parts.put(part);
  for (const feed of feeds.values()) rows.feeds.put(feed);
  const kin = settleKin(rows, step);
  const messages = new Map([...asked.all].map((message) => [message.from, message]));
  for (const message of messagesOf(file, kin.keys)) messages.set(message.from, message);
  const requests = settle(rows, { file, messages: messages.values(), find });
  for (const conversation of feeds.keys()) rows.conversations.refresh(conversation);
  for (const conversation of step.titled) rows.summaries.apply(conversation);
  return new Set([...feeds.keys(), ...kin.conversations, ...requests, ...step.titled]);
}

export function settle(
  rows: Rows,
  { file, messages, find }: { readonly file: FileRow; readonly messages: Iterable<AskedMessage>; readonly find: FindPrice },
): ReadonlySet<number> {
  const isEarlier = (one: number, other: number) => rows.kin.isEarlier(one, other);
  return settleRequests({ ...rows, find, isEarlier }, file, messages);
}

/** Messages that those requests are of, of which others may have spoken, too. */
export function messagesOf({ agent }: FileRow, keys: Iterable<string>): readonly AskedMessage[] {
  return [...keys].map((key) => ({ ...rangeOf(agent, key), isNew: false, parts: new Map() }));
}
