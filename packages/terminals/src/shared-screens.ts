import type { RunnerSnapshot } from "./port.ts";

/** Screens that are being drawn: whoever comes meanwhile gets the same one, so that they do not pile up, however many ask. */
export class SharedScreens {
  readonly #underWay = new Map<string, Promise<RunnerSnapshot>>();

  get(key: string, draw: () => Promise<RunnerSnapshot>): Promise<RunnerSnapshot> {
    const there = this.#underWay.get(key);
    if (there) return there;
    const drawing = draw().finally(() => this.#underWay.delete(key));
    this.#underWay.set(key, drawing);
    return drawing;
  }
}
