import type { PreferenceName, Preferences as Stored, SetPreferences } from "@pilothouse/contracts";
import { faultOf, isKind } from "../api/fault.ts";
import { createStore } from "../store/store.ts";
import { type Cached, type PreferenceCache } from "./cache.ts";
import { type Preferences, PREFERENCES, readPreferences, USUAL } from "./values.ts";

/** Changes that come quickly, such as a pinch or a drag, are sent together. */
const SEND_AFTER_MS = 400;
const RETRY_AFTER_MS = 5_000;

export type Layout = Preferences["layout"];
export type LayoutChange = (layout: Layout) => Layout;

/** The server's copy. */
export interface Remote {
  get(): Promise<Stored>;
  set(input: SetPreferences): Promise<Stored>;
}

/**
 * A person's preferences: the browser's copy for the first paint, the server's for all browsers. What was changed here
 * and not sent yet stays as it is here; of the rest the server's is newer. A changed layout is made again on the
 * server's newest, so that two browsers lose none of each other's tabs.
 */
export class PreferenceKeeper {
  readonly values;
  /** The server's copy was read. */
  readonly ready = createStore(false);
  readonly #cache: PreferenceCache;
  #about: Omit<Cached, "values">;
  #layoutChanges: LayoutChange[] = [];
  #remote: Remote | null = null;
  /** The server's copy was read before. */
  #met = false;
  #sending = false;
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(cache: PreferenceCache) {
    this.#cache = cache;
    const { values, ...about } = cache.read();
    this.#about = about;
    this.values = createStore<Preferences>(values);
  }

  /** Changes some of them, here at once and everywhere soon. */
  prefer(change: Partial<Preferences>): void {
    this.values.update((current) => ({ ...current, ...change }));
    this.#changed(PREFERENCES.filter((name) => name in change));
  }

  changeLayout(change: LayoutChange): void {
    const before = this.values.get().layout;
    const layout = change(before);
    if (layout === before) return;
    this.#layoutChanges.push(change);
    this.values.update((current) => ({ ...current, layout }));
    this.#changed(["layout"]);
  }

  /** Keeps in step with the server for one person. Returns the way to stop. */
  follow(owner: string, remote: Remote): () => void {
    if (this.#about.owner !== null && this.#about.owner !== owner) {
      this.values.set(readPreferences({ theme: this.values.get().theme }));
      this.#about = { owner, revision: 0, unsent: [] };
      this.#layoutChanges = [];
    }
    this.#about = { ...this.#about, owner };
    this.#remote = remote;
    this.#met = false;
    void this.refresh();
    return () => {
      this.#remote = null;
      this.ready.set(false);
      if (this.#timer) clearTimeout(this.#timer);
    };
  }

  /** Takes over what other browsers changed. */
  async refresh(): Promise<void> {
    const remote = this.#remote;
    if (!remote || this.#sending) return;
    try {
      const stored = await remote.get();
      if (remote !== this.#remote || this.#sending) return;
      // A browser that has preferences from before the server kept them hands them over.
      if (stored.revision === 0 && this.#about.revision === 0 && !this.#met)
        this.#about = { ...this.#about, unsent: this.#chosen() };
      else this.#adopt(stored);
      this.#met = true;
      this.ready.set(true);
      this.#sendIn(0);
    } catch {
      // The server is away: this browser's copy will do until the link is back.
      this.#sendIn(RETRY_AFTER_MS);
    }
  }

  /** Takes over what another tab of this browser wrote. */
  reread(): void {
    const { values, ...about } = this.#cache.read();
    if (about.owner !== this.#about.owner) return;
    this.#about = { ...about, unsent: this.#about.unsent };
    this.values.set(values);
  }

  #chosen(): readonly PreferenceName[] {
    const now = this.values.get();
    return PREFERENCES.filter((name) => JSON.stringify(now[name]) !== JSON.stringify(USUAL[name]));
  }

  #changed(names: readonly PreferenceName[]): void {
    this.#about = { ...this.#about, unsent: [...new Set([...this.#about.unsent, ...names])] };
    this.#save();
    this.#sendIn(SEND_AFTER_MS);
  }

  #save(): void {
    this.#cache.write({ ...this.#about, values: this.values.get() });
  }

  #sendIn(ms: number): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void (this.ready.get() ? this.#send() : this.refresh()), ms);
  }

  async #send(): Promise<void> {
    const remote = this.#remote;
    const { unsent, revision } = this.#about;
    if (!remote || this.#sending || unsent.length === 0) return;
    this.#sending = true;
    const changes = this.#layoutChanges;
    this.#layoutChanges = [];
    this.#about = { ...this.#about, unsent: [] };
    let wait = SEND_AFTER_MS;
    try {
      const stored = await push(remote, { unsent, values: this.values.get(), revision });
      if (remote === this.#remote && stored) this.#adopt(stored);
    } catch (error) {
      const lost = faultOf(error)?.retryable === false && !isKind(error, "unauthenticated");
      // A layout that was changed elsewhere is read again, and the changes are made on that. What is refused otherwise is dropped.
      const again = isKind(error, "conflict") ? unsent.filter((name) => name !== "layout" || changes.length > 0) : [];
      this.#about = { ...this.#about, unsent: [...new Set([...(lost ? again : unsent), ...this.#about.unsent])] };
      if (this.#about.unsent.includes("layout")) this.#layoutChanges = [...changes, ...this.#layoutChanges];
      if (lost) this.ready.set(false);
      wait = lost ? 0 : RETRY_AFTER_MS;
    } finally {
      this.#sending = false;
    }
    if (this.#remote && (this.#about.unsent.length > 0 || !this.ready.get())) this.#sendIn(wait);
  }

  #adopt(stored: Stored): void {
    const now = this.values.get();
    const next: Preferences = readPreferences(stored.values);
    const kept = Object.fromEntries(this.#about.unsent.map((name) => [name, now[name]]));
    const layout =
      this.#about.unsent.includes("layout") && this.#layoutChanges.length === 0
        ? now.layout
        : this.#layoutChanges.reduce((base, change) => change(base), next.layout);
    const merged = readPreferences({ ...next, ...kept, layout });
    this.#about = { ...this.#about, revision: stored.revision };
    if (JSON.stringify(merged) !== JSON.stringify(now)) this.values.set(merged);
    this.#save();
  }
}

interface Push {
  readonly unsent: readonly PreferenceName[];
  readonly values: Preferences;
  readonly revision: number;
}

/** Of most things the last one to write wins; a layout must not undo one that was not seen here. */
async function push(remote: Remote, { unsent, values, revision }: Push): Promise<Stored | null> {
  const others = unsent.filter((name) => name !== "layout");
  let stored: Stored | null = null;
  if (unsent.includes("layout")) stored = await remote.set({ values: { layout: values.layout }, knownRevision: revision });
  if (others.length > 0) stored = await remote.set({ values: Object.fromEntries(others.map((name) => [name, values[name]])) });
  return stored;
}
