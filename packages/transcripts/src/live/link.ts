/** The way to one watcher. */
export interface Link {
  /** Resolves once the watcher's socket takes more. */
  readonly gate: { drained(signal: AbortSignal): Promise<void> };
  readonly signal: AbortSignal;
}

/** An event and the id a client resumes behind. */
export interface Numbered<T> {
  readonly id: string;
  readonly event: T;
}
