import { type Driver, drive, type DriverEvent, NOT_DRIVING, sameSize, type Size } from "./driver.ts";
import { announceDriver, onOtherDriver } from "./driver-channel.ts";
import { Resizer } from "./resizer.ts";

interface SizeKeeperDeps {
  readonly id: string;
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

/** Whether this view drives its terminal, and the size that comes with it. */
export class SizeKeeper {
  readonly #deps: SizeKeeperDeps;
  readonly #resizer: Resizer;
  readonly #stopListening: () => void;
  #driver: Driver = NOT_DRIVING;

  constructor(deps: SizeKeeperDeps) {
    this.#deps = deps;
    this.#resizer = new Resizer({
      fitting: deps.fitting,
      current: deps.current,
      mayResize: () => this.#driver.driving && deps.ready(),
      resize: (size) => {
        this.#drive({ type: "asked", size });
        deps.resize(size);
      },
    });
    this.#stopListening = onOtherDriver(deps.id, () => this.#drive({ type: "another-drives" }));
  }

  get driving(): boolean {
    return this.#driver.driving;
  }

  /** Someone looks at it here now: this view decides, until another one does. */
  begin(): void {
    this.#driver = NOT_DRIVING;
    this.activity();
  }

  /** Someone did something here. */
  activity(): void {
    if (this.#driver.driving || document.visibilityState === "hidden") return;
    this.#drive({ type: "activity" });
    announceDriver(this.#deps.id);
    this.#resizer.forget();
    this.#resizer.nudge();
  }

  /** The layout moved, or the program can be asked again. */
  nudge(): void {
    this.#resizer.nudge();
  }

  /** The program sees this size from now on. */
  resized(size: Size): void {
    this.#drive({ type: "resized", size });
    this.#resizer.nudge();
  }

  /** Makes this view decide, at once. */
  take(): void {
    this.activity();
    this.#resizer.forget();
    this.#resizer.settle();
  }

  pause(): void {
    this.#resizer.stop();
  }

  dispose(): void {
    this.pause();
    this.#stopListening();
  }

  #drive(event: DriverEvent): void {
    this.#driver = drive(this.#driver, event);
    const { cols, rows } = this.#deps.current();
    const fitting = this.#deps.fitting();
    const foreign = !this.#driver.driving && fitting !== null && !sameSize(fitting, { cols, rows });
    this.#deps.foreign(foreign ? { cols, rows } : null);
  }
}
