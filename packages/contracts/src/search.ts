import { z } from "zod";
import { Id, Millis } from "./ids.ts";
import { LIMITS } from "./limits.ts";
import { Epoch, Offset } from "./terminals.ts";

export const SearchTerminals = z.object({
  /**
   * Words that a line must all have; `"several words"` stand together, and `word*` is the beginning of a word. Whatever
   * else is in it is text to look for.
   */
  query: z.string().trim().min(1, "enter what to search for").max(LIMITS.searchQueryCharacters),
  /** Only these; left out: all of one's own. */
  terminalIds: z.array(Id).min(1).max(LIMITS.searchTerminals).optional(),
  limit: z.number().int().min(1).max(LIMITS.searchHits).default(50),
  /** The `next` of the page before. */
  cursor: z.string().max(200).optional(),
  /** Only lines printed at or after this time ... */
  from: Millis.optional(),
  /** ... and at or before this one. */
  to: Millis.optional(),
});
export type SearchTerminals = z.input<typeof SearchTerminals>;

export const SearchHit = z.object({
  terminalId: Id,
  /** The terminal's title of now. */
  title: z.string(),
  epoch: Epoch,
  /** Where in the terminal's output the line is: what to give a replay or `terminals.history`. */
  offset: Offset,
  /** When it was printed, to about a second. */
  at: Millis,
  line: z.string(),
  /** What was found in `line`: from a character (UTF-16 unit) up to, not including, another; in order. */
  ranges: z.array(z.tuple([z.number().int().nonnegative(), z.number().int().positive()])),
  /** The lines around it. */
  before: z.array(z.string()),
  after: z.array(z.string()),
});
export interface SearchHit extends z.infer<typeof SearchHit> {}

export const SearchPage = z.object({
  /** Lines with the words as such first, then those that have them inside other words; in both, the newest first. */
  hits: z.array(SearchHit),
  /** The `cursor` of the next page, which may have hits even where this one has none; `null` when all was looked through. */
  next: z.string().nullable(),
  /** Lines that were printed and cannot be found yet, because the index lags behind. */
  behind: z.number().int().nonnegative(),
});
export interface SearchPage extends z.infer<typeof SearchPage> {}
