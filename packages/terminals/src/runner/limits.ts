const KIB = 1024;
const MIB = 1024 * KIB;

/** Bounds of the protocol between server and runner. Sizes are bytes, times milliseconds. */
export const RUNNER_LIMITS = {
  /** One frame to the runner; the largest is the command and environment of a spawn. */
  requestBytes: 16 * MIB,
  /** One frame to the server; the largest is a snapshot. */
  replyBytes: 64 * MIB,
  /** Output in the answer to one read, whatever it asks for. */
  readBytes: 1 * MIB,
  /** A terminal whose last piece of output was so large is read over a connection that no other waits for. */
  floodBytes: 32 * KIB,
  /** Encoded frames a socket may hold; what comes on top waits unencoded. */
  socketBytes: 1 * MIB,
  /** Messages waiting for a socket; the connection of a peer that lets more pile up is closed. */
  waitingMessages: 16_384,
  /** Unanswered requests of a control connection. */
  controlRequests: 1_024,
  /** Unanswered reads of a stream connection. */
  streamRequests: 8_192,
  /** A peer that has not said hello by then is disconnected. */
  helloMs: 5_000,
  /** A call made while the runner is away fails when it is not back by then. */
  callWaitMs: 10_000,
  /** The same, when the last try to start it failed. */
  deadWaitMs: 1_500,
  /** A runner that is not ready by then is reported as failing to start. */
  startMs: 10_000,
  /** An orderly end may take this long before the runner is killed. */
  stopMs: 15_000,
  /** A runner that leaves a question unanswered for so long is taken for gone. */
  pulseMs: 10_000,
  /** A replaced runner gives its viewers so long to read the last words of its last terminal. */
  lingerMs: 1_000,
  /** Replaced runners that still have terminals; while there are so many, none is replaced. */
  drainingRunners: 8,
  /** Longest pause between two tries to reach or start a runner. */
  retryMs: 5_000,
} as const;
