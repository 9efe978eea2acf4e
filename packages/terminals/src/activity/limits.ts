/** Bounds of the watch over what programs do. Sizes are bytes, times milliseconds. */
export const ACTIVITY_LIMITS = {
  /** So long must `idle` hold before it is told. */
  idleStableMs: 1_500,
  /** A terminal that has not said anything about itself by then is no longer `starting`. */
  startingMs: 10_000,
  /** After an answer was typed, an agent that goes on says so within this time. */
  answerMs: 3_000,
  /** Output so soon after input is its echo. */
  echoMs: 300,
  /** A program that printed within this time is working. */
  outputMs: 2_000,
  /** Longest mark in the output that is looked into. */
  signalBytes: 4_096,
  /** Characters of a program's own words that are kept. */
  messageCharacters: 200,
  /** Most of one report of an agent that is kept. */
  reportBytes: 64 * 1024,
  /** Reports taken in one look; what is beyond is thrown away. */
  reportsAtOnce: 256,
  /** First and longest pause between two looks at who has the terminal. */
  sampleMs: 500,
  longestSampleMs: 15_000,
} as const;
