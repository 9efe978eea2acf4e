import type { FindPrice } from "../prices/find-price.ts";
import type { Rows } from "./rows.ts";
import { settleKin } from "./settle-kin.ts";
import { settleRequests } from "./settle-requests.ts";
import type { Step } from "./step.ts";

/** Makes again what depends on the lines that a step has read. Answers with the conversations that have changed. */
export function finishStep(rows: Rows, step: Step, find: FindPrice): ReadonlySet<number> {
  const { file, feeds, parts } = step;
  for (const part of parts.values()) rows.parts.put(part);
  for (const feed of feeds.values()) rows.feeds.put(feed);
  const kin = settleKin(rows, step);
  const requests = settle(rows, { file, keys: new Set([...parts.keys(), ...kin.keys]), find });
  for (const conversation of feeds.keys()) rows.conversations.refresh(conversation);
  for (const conversation of step.titled) rows.summaries.apply(conversation);
  return new Set([...feeds.keys(), ...kin.conversations, ...requests, ...step.titled]);
}

export function settle(
  rows: Rows,
  { file, keys, find }: { readonly file: Step["file"]; readonly keys: Iterable<string>; readonly find: FindPrice },
): ReadonlySet<number> {
  const isEarlier = (one: number, other: number) => rows.kin.isEarlier(one, other);
  return settleRequests({ ...rows, find, isEarlier }, file, keys);
}
