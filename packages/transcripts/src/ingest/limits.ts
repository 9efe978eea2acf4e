/** Bounds of the reading of transcripts. Sizes are bytes, times milliseconds. */
export const INGEST_LIMITS = {
  /** Bytes and lines that are read in one go; others can be served in between. */
  stepBytes: 32 * 1024 * 1024,
  stepLines: 2_000,
  /** What was read is seen by others after this time at the latest, ... */
  batchMs: 50,
  /** ... or after this one, when it is much. */
  bulkBatchMs: 400,
  bulkBytes: 4 * 1024 * 1024,
  /** Blocks whose words are written into the search's index in one go, ... */
  wordsStepBlocks: 2_000,
  /** ... and so many may wait for that while there is something else to read, ... */
  wordsWaitingBlocks: 10_000,
  /** ... for so long. */
  wordsWaitingMs: 2_000,
  /** The shortest time between two times of upkeep. */
  upkeepMs: 60_000,
  /** Of a file at a time. */
  chunkBytes: 1024 * 1024,
  /** Lines of one file that could not be read and are remembered one by one; of more, the newest. */
  badLinesPerFile: 100,
  /** Kinds that are not known here and are counted apart; the rest of one reading is counted as one. */
  unknownKindsPerStep: 100,
  /** Characters of the name of such a kind. */
  unknownKindCharacters: 100,
  /** Characters of a title. */
  titleCharacters: 300,
  /** A time that is this far in the future is none. */
  futureMs: 24 * 60 * 60_000,
} as const;
