const KIB = 1024;
const MIB = 1024 * KIB;

/** Bounds of the search index. Sizes are characters unless said otherwise, times milliseconds. */
export const SEARCH_LIMITS = {
  /** Lines that are found and read together ... */
  blockLines: 50,
  /** ... and the most text in them. */
  blockChars: 16 * KIB,
  /** A longer line is cut into several of this length. */
  lineChars: 1_000,
  /** A longer word is not found by a part of it, only from its beginning. */
  wordChars: 40,
  /** Lines that are not full blocks yet are put on disk after so long. */
  quietMs: 500,
  /** Text in UTF-8 that waits for the index; what comes on top is read from the recording later. */
  queuedBytes: 16 * MIB,
  /** The index rests when so much text in UTF-8 has come within `pourMs`, until that time has passed without more ... */
  pourBytes: 256 * KIB,
  pourMs: 200,
  /** ... but for no longer than this. */
  restMs: 5_000,
  /** Text in UTF-8 handed to the index at a time, so that a removal need not wait long. */
  batchBytes: 256 * KIB,
  /** Bytes of the write-ahead log; beyond, nothing is indexed until whoever reads lets go of it. */
  walBytes: 64 * MIB,
  /** How long a search may wait for the disk, or for its turn. */
  searchMs: 5_000,
  /** Blocks that one page of a search reads at most ... */
  readBlocks: 400,
  /** ... and the time after which it reads no more; the next page goes on from there. */
  readMs: 25,
  /** Different words that a part of a word may stand for. */
  wordsPerTerm: 64,
  /** Lines shown before and after one that was found. */
  contextLines: 2,
  /** The reading thread ends when nobody has searched for so long. */
  idleMs: 60_000,
  /** What is no longer in the recordings is looked for this often. */
  pruneMs: 60_000,
} as const;
