const KIB = 1024;
const MIB = 1024 * KIB;

/** Bounds of the transcripts' index that nobody outside needs to know. Times are milliseconds. */
export const TRANSCRIPT_LIMITS = {
  /** A conversation goes on while something was written within this time. */
  activeMs: 5 * 60_000,
  /** Characters of a title. */
  titleCharacters: 200,
  /** Characters of text in one page of messages; a page has one message at least. */
  pageCharacters: 2 * MIB,
  /** Characters of one part of a message that is asked for by itself. */
  blockTextCharacters: 4 * MIB,
  /** Entries before a page among which the lines of one request are looked for. */
  requestSpan: 200,
  /** With more texts than these that have the words, a search reads them from the newest index entry on, not by time. */
  sortedHits: 1_000,
  /** Texts that one page of a search reads at most. */
  readTexts: 20_000,
  /** Characters around what was found. */
  snippetCharacters: 240,
  /** 5-hour blocks that are told of. */
  blocks: 100,
  /** Files, and commands, that one conversation's analytics name. */
  analyticsRows: 1_000,
  /** Pauses up to this long are part of the time that somebody was active. */
  pauseMs: 5 * 60_000,
  /** Questions that wait for an answer at a time. */
  waiting: 500,
  /** An answer that takes longer is given up. */
  answerMs: 10_000,
  /** A reading thread ends when nobody has asked for so long. */
  idleMs: 60_000,
} as const;
