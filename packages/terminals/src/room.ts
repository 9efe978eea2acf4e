import type { StateEvent, TerminalViewer } from "@pilothouse/contracts";
import { Fault } from "@pilothouse/platform";
import { Pieces } from "./pieces.ts";
import type { ViewerWindow } from "./viewer-window.ts";

export type Audience = Pick<StateEvent, "viewers" | "viewerCount" | "controller">;

interface Seat {
  readonly viewer: TerminalViewer;
  readonly window: ViewerWindow;
}

/** Who looks at one terminal, and which of them decides its size: of those that may, the one that was active last. */
export class Room {
  readonly #named: number;
  /** What they see. */
  readonly pieces = new Pieces();
  readonly #seats = new Map<string, Seat>();
  /** The viewers that may control it; whoever was active last is the last. */
  #active: string[] = [];
  readonly #listeners = new Set<() => void>();
  #audience: Audience | null = null;
  #mayWantScreen: boolean | null = null;

  constructor(named: number) {
    this.#named = named;
  }

  get empty(): boolean {
    return this.#seats.size === 0;
  }

  get controller(): string | null {
    return this.#active.at(-1) ?? null;
  }

  /** As it goes to each viewer: one object for all of them, until it changes. */
  get audience(): Audience {
    this.#audience ??= this.#describe();
    return this.#audience;
  }

  /** One of its viewers is shown the screen when it cannot keep up. */
  get mayWantScreen(): boolean {
    this.#mayWantScreen ??= [...this.#seats.values()].some(({ window }) => window.lag === "screen");
    return this.#mayWantScreen;
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  window(viewerId: string): ViewerWindow | undefined {
    return this.#seats.get(viewerId)?.window;
  }

  viewer(viewerId: string): TerminalViewer | undefined {
    return this.#seats.get(viewerId)?.viewer;
  }

  countOf(userId: string): number {
    let count = 0;
    for (const { viewer } of this.#seats.values()) if (viewer.userId === userId) count += 1;
    return count;
  }

  /** A viewer that comes back under its id replaces itself. One that nobody precedes controls the terminal. */
  enter(viewer: TerminalViewer, window: ViewerWindow): void {
    const { viewerId, userId, mode } = viewer;
    const before = this.#seats.get(viewerId);
    if (before && before.viewer.userId !== userId)
      throw new Fault("conflict", "somebody else has this viewer id; choose another");
    before?.window.supersede();
    this.#seats.set(viewerId, { viewer, window });
    if (mode === "view") this.#active = this.#active.filter((id) => id !== viewerId);
    else if (!this.#active.includes(viewerId)) this.#active.unshift(viewerId);
    this.#changed();
  }

  /** Has no effect for a link that its viewer has left for another one. */
  leave(viewerId: string, window: ViewerWindow): void {
    if (this.#seats.get(viewerId)?.window !== window) return;
    this.#seats.delete(viewerId);
    this.#active = this.#active.filter((id) => id !== viewerId);
    this.#changed();
  }

  /** Someone does something through this view: it controls the terminal from now on. Fault `forbidden` if it only looks. */
  act(viewerId: string): void {
    const seat = this.#seats.get(viewerId);
    if (!seat || this.controller === viewerId) return;
    if (seat.viewer.mode === "view") throw new Fault("forbidden", 'this view only looks; attach with mode: "control"');
    this.#active = [...this.#active.filter((id) => id !== viewerId), viewerId];
    this.#changed();
  }

  #changed(): void {
    this.#audience = null;
    this.#mayWantScreen = null;
    for (const listener of this.#listeners) listener();
  }

  #describe(): Audience {
    const { controller } = this;
    const first = controller === null ? undefined : this.#seats.get(controller)?.viewer;
    const viewers: TerminalViewer[] = first ? [first] : [];
    for (const { viewer } of this.#seats.values()) {
      if (viewers.length >= this.#named) break;
      if (viewer !== first) viewers.push(viewer);
    }
    return { viewers, viewerCount: this.#seats.size, controller };
  }
}
