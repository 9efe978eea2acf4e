import { Fault } from "@pilothouse/platform";

/** Drawing scrollback takes memory and time: one is drawn at a time, and each user has one call that waits or is served. */
export class ScrollbackTurns {
  /** What begins each user's turn, in order; the first one has it. */
  readonly #turns = new Map<string, () => void>();

  /**
   * Does the work when it is this user's turn. Throws a Fault `quota` while an earlier call of theirs is not answered, and
   * `unavailable` once the signal is aborted; whoever only waited by then has left no trace.
   */
  async take<T>(userId: string, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    if (this.#turns.has(userId)) {
      throw new Fault("quota", "a scrollback is being drawn for you already; ask again when it is there", { limit: 1 });
    }
    const turn = Promise.withResolvers<void>();
    const leave = () => turn.reject(signal.reason);
    this.#turns.set(userId, turn.resolve);
    signal.addEventListener("abort", leave, { once: true });
    try {
      signal.throwIfAborted();
      this.#beginNext();
      await turn.promise;
      return await work();
    } catch (error) {
      throw signal.aborted ? new Fault("unavailable", "whoever asked for this scrollback is gone") : error;
    } finally {
      signal.removeEventListener("abort", leave);
      this.#turns.delete(userId);
      this.#beginNext();
    }
  }

  #beginNext(): void {
    const [begin] = this.#turns.values();
    begin?.();
  }
}
