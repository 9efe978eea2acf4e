import { InvalidArgumentError } from "commander";
import type { SearchHit } from "@pilothouse/sdk";
import type { Environment } from "../env.ts";
import { plain, print, say } from "../output.ts";
import { connect } from "../session/connect.ts";
import { findTerminal, shortIds } from "../terminal/short-id.ts";

export interface SearchOptions {
  readonly terminal?: string;
  readonly limit: number;
  readonly json?: boolean;
}

const PAGE = 200;
/** A search that reads much and finds nothing is given up after so many pages. */
const PAGES = 50;

/** Prints the lines of one's terminals that have these words, the best and newest first. */
export async function searchTerminals(environment: Environment, words: readonly string[], options: SearchOptions): Promise<void> {
  const { client } = await connect(environment);
  const only = options.terminal === undefined ? null : await findTerminal(client, options.terminal);
  // A word with spaces in it was quoted for the shell, and is meant as it stands.
  const query = words.map((word) => (/\s/.test(word) && !word.includes('"') ? `"${word}"` : word)).join(" ");
  const hits: SearchHit[] = [];
  let cursor: string | undefined;
  let pages = 0;
  do {
    const page = await client.terminals.search({
      query,
      limit: Math.min(PAGE, options.limit - hits.length),
      ...(only && { terminalIds: [only.id] }),
      ...(cursor !== undefined && { cursor }),
    });
    hits.push(...page.hits);
    cursor = page.next ?? undefined;
    pages += 1;
  } while (cursor !== undefined && hits.length < options.limit && pages < PAGES);
  if (options.json) return print(JSON.stringify(hits, null, 2));
  if (hits.length === 0) return say(`pilothouse: nothing found for ${plain(query)}`);
  const short = shortIds((await client.terminals.list()).map(({ id }) => id));
  for (const { terminalId, at, line } of hits) {
    print(`${short.get(terminalId) ?? terminalId}  ${new Date(at).toISOString().slice(0, 19)}Z  ${plain(line)}`);
  }
}

/** A number of lines from the command line. */
export function parseLimit(text: string): number {
  const limit = Number(text);
  if (!Number.isInteger(limit) || limit < 1 || limit > 10_000) throw new InvalidArgumentError("give a number from 1 to 10000");
  return limit;
}
