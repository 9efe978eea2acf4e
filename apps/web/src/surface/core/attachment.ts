import type { ConnectionState, Scrollback, TerminalView } from "@pilothouse/sdk";
import type { Terminal } from "@xterm/xterm";
import { faultOf, isKind } from "../../api/fault.ts";
import type { Audience } from "../audience-words.ts";
import type { Size } from "./size.ts";
import type { Feed } from "./feed.ts";
import { follow, type FollowHooks } from "./follow.ts";
import { OlderLines, type OlderLinesOptions } from "./older-lines.ts";
import { type Point, startOf } from "./start-of.ts";

export interface SurfaceDeps {
  attach(id: string, from: Point | undefined): TerminalView;
  /** Where a terminal's output ends now. */
  endOf(id: string): Promise<Required<Point>>;
  /** The screen as of now with many lines above it; left out, those that come with a screen are all that is shown. */
  older?(id: string): Promise<Scrollback>;
  /** Renews the sign-in. `false`: it is over. */
  renew(): Promise<boolean>;
}

export interface AttachmentHooks extends Pick<FollowHooks, "painted" | "resized" | "ended"> {
  connected(state: ConnectionState): void;
  /** Who looks has changed. */
  audience(audience: Audience): void;
  /** It cannot go on. */
  failed(error: unknown): void;
  /** How many typed characters the program does not have yet. */
  waiting(characters: number): void;
  refused(error: unknown): void;
  /** Whether older lines are on their way. */
  loadingOlder?(isLoading: boolean): void;
}

interface AttachmentOptions {
  readonly id: string;
  readonly fresh: boolean;
  readonly terminal: Terminal;
  readonly feed: Feed;
  readonly deps: SurfaceDeps;
  readonly hooks: AttachmentHooks;
}

/** One pane's line to its terminal: attaches where it left off, draws what comes, carries what is typed. */
export class Attachment {
  readonly #options: AttachmentOptions;
  #fresh: boolean;
  #view: TerminalView | null = null;
  #drawn: Required<Point> | null = null;
  #liveFrom = Number.POSITIVE_INFINITY;
  #run: AbortController | null = null;
  #waiting = 0;
  /** Typed before there was a view to carry it. */
  #early: (string | Uint8Array)[] = [];
  #over = false;
  readonly #older: OlderLines | null;

  constructor(options: AttachmentOptions) {
    this.#options = options;
    this.#fresh = options.fresh;
    const { id, deps, terminal, feed, hooks } = options;
    const load = deps.older?.bind(deps, id);
    const loading: OlderLinesOptions["loading"] = (isLoading) => hooks.loadingOlder?.(isLoading);
    this.#older = load ? new OlderLines({ terminal, feed, load, loading }) : null;
  }

  /** One past the last byte that was drawn. */
  get drawnUpTo(): number {
    return this.#view?.offset ?? this.#drawn?.offset ?? 0;
  }

  connect(): void {
    if (this.#run || this.#over) return;
    this.#run = new AbortController();
    void this.#keepGoing(this.#run.signal);
  }

  /** Lets go; `connect` goes on where this stopped. */
  disconnect(): void {
    this.#run?.abort();
    this.#run = null;
    this.#remember();
    this.#view?.close();
    this.#view = null;
    this.#early = [];
  }

  /** The program gets it once, also over a lost connection. Lost only when the pane goes away before. */
  write(input: string | Uint8Array): void {
    const view = this.#view;
    if (this.#over) return;
    if (!view) {
      this.#early.push(input);
      return;
    }
    this.#wait(input.length);
    view
      .write(input)
      .catch((error: unknown) => {
        if (view === this.#view && !this.#over) this.#options.hooks.refused(error);
      })
      .finally(() => this.#wait(-input.length));
  }

  resize(size: Size): void {
    // Only asked for while the view is live. The view brings the newest size across by itself; that fails only when the terminal is over or the view closed.
    this.#view?.resize(size.cols, size.rows).catch(() => undefined);
  }

  takeControl(): void {
    // Without a connection there is nobody to take it from; the next attach settles it.
    this.#view?.takeControl().catch(() => undefined);
  }

  #wait(characters: number): void {
    this.#waiting += characters;
    this.#options.hooks.waiting(this.#waiting);
  }

  async #keepGoing(signal: AbortSignal): Promise<void> {
    for (let renewals = 0; !signal.aborted; renewals += 1) {
      try {
        await this.#follow(signal);
        return;
      } catch (error) {
        if (signal.aborted) return;
        if (renewals > 0 || !isKind(error, "unauthenticated") || !(await this.#options.deps.renew().catch(() => false))) {
          this.#options.hooks.failed(error);
          return;
        }
      }
    }
  }

  async #follow(signal: AbortSignal): Promise<void> {
    const { id, deps, hooks, terminal, feed } = this.#options;
    const end = this.#fresh ? null : await deps.endOf(id).catch(unlessRefused);
    if (signal.aborted) return;
    const { from, liveFrom } = startOf({ fresh: this.#fresh, drawn: this.#drawn, end });
    this.#fresh = false;
    this.#liveFrom = liveFrom;
    const view = deps.attach(id, from);
    this.#view = view;
    view.onConnection((state) => this.#connection(view, state));
    hooks.connected(view.connection);
    for (const input of this.#early.splice(0)) this.write(input);
    const screen = { terminal, feed };
    const ended: FollowHooks["ended"] = (event) => {
      this.#over = true;
      hooks.ended(event);
    };
    const told: FollowHooks["told"] = ({ viewers, viewerCount, controller }) => {
      hooks.audience({ viewers, viewerCount, controller, me: view.viewerId });
    };
    const drew: FollowHooks["drew"] = (event) => this.#older?.drew(event);
    await follow(view, screen, { ...hooks, drew, ended, told, liveFrom: () => this.#liveFrom });
  }

  #connection(view: TerminalView, state: ConnectionState): void {
    if (view !== this.#view) return;
    const again = state === "live" && this.#liveFrom === Number.POSITIVE_INFINITY;
    if (state === "reconnecting") this.#liveFrom = Number.POSITIVE_INFINITY;
    this.#options.hooks.connected(state);
    if (!again) return;
    this.#options.deps.endOf(this.#options.id).then(
      (end) => {
        if (view === this.#view && view.connection === "live") this.#liveFrom = end.offset;
      },
      () => {
        // Until the next connection nothing counts as live: a copy is left undone rather than done twice.
      },
    );
  }

  #remember(): void {
    const { epoch, offset } = this.#view ?? { epoch: null, offset: 0 };
    if (epoch !== null) this.#drawn = { epoch, offset };
  }
}

/** A server that cannot be reached leaves the question open; one that refuses has answered. */
function unlessRefused(error: unknown): null {
  const fault = faultOf(error);
  if (fault && !fault.retryable) throw error;
  return null;
}
