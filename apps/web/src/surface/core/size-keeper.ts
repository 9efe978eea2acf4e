import { Resizer } from "./resizer.ts";
import { sameSize, type Size } from "./size.ts";

interface SizeKeeperDeps {
  /** What fits into the pane now; `null` while that is unknown. */
  fitting(): Size | null;
  /** What the program sees now. */
  current(): Size;
  /** Whether the program can be asked for a size. */
  ready(): boolean;
  resize(size: Size): void;
  /** Another view decides the size, and it is not this pane's; `null`: not so. */
  foreign(size: Size | null): void;
}

/** Gives a terminal the size of its pane while this view is the one that decides it. */
export class SizeKeeper {
  readonly #deps: SizeKeeperDeps;
  readonly #resizer: Resizer;
  #decides = false;

  constructor(deps: SizeKeeperDeps) {
    this.#deps = deps;
    const { fitting, current, resize } = deps;
    this.#resizer = new Resizer({ fitting, current, resize, mayResize: () => this.#decides && deps.ready() });
  }

  /** Whether this view decides the size, and answers the program's queries. */
  get driving(): boolean {
    return this.#decides;
  }

  /** The server has said who decides. */
  decides(isThis: boolean): void {
    if (isThis !== this.#decides) this.#resizer.forget();
    this.#decides = isThis;
    this.#tell();
    this.#resizer.nudge();
  }

  /** The layout moved, the program sees another size, or it can be asked again. */
  nudge(): void {
    this.#tell();
    this.#resizer.nudge();
  }

  pause(): void {
    this.#decides = false;
    this.#resizer.stop();
  }

  #tell(): void {
    const { cols, rows } = this.#deps.current();
    const fitting = this.#deps.fitting();
    const isForeign = !this.#decides && fitting !== null && !sameSize(fitting, { cols, rows });
    this.#deps.foreign(isForeign ? { cols, rows } : null);
  }
}
