/** Times are milliseconds. */
export const INDEX_LIMITS = {
  /** Files that were written to within the last hour are looked at so often, and all of them where the system tells nothing. */
  recentSweepMs: 5_000,
  /** All files are looked at so often: events get lost, and some disks have none. */
  sweepMs: 60_000,
  /** So often is said how far a long reading is. */
  progressMs: 250,
  /** A thread that ended by itself begins again after this time. */
  restartMs: 5_000,
} as const;
