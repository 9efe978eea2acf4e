/** A peer that is there answers a goodbye at once. */
const GOODBYE_MS = 2_000;
/** The connection ended without a goodbye (RFC 6455 section 7.4.1). */
const LOST = 1006;

/**
 * A WebSocket that ends soon after it is closed, even when the connection is dead and nobody has been told: browsers
 * and Node wait for the peer's goodbye, for minutes or for ever, and whoever waits for the end would wait as long.
 */
export function impatient(Base: typeof WebSocket, goodbyeMs = GOODBYE_MS): typeof WebSocket {
  // One that some library brings may tell of its end in its own way.
  if (!(Base.prototype instanceof EventTarget)) return Base;
  return class extends Base {
    #timer: ReturnType<typeof setTimeout> | undefined;
    #givenUp = false;

    constructor(...args: ConstructorParameters<typeof WebSocket>) {
      super(...args);
      // The first listener there is: the end is told once.
      this.addEventListener("close", (event) => {
        clearTimeout(this.#timer);
        if (this.#givenUp) event.stopImmediatePropagation();
        this.#givenUp = true;
      });
    }

    override close(code?: number, reason?: string): void {
      super.close(code, reason);
      if (this.#givenUp) return;
      this.#timer ??= setTimeout(() => {
        this.dispatchEvent(Object.assign(new Event("close"), { code: LOST, reason: "", wasClean: false }));
      }, goodbyeMs);
    }
  };
}
