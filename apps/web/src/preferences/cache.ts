import type { PreferenceName } from "@pilothouse/contracts";
import { type Preferences, PREFERENCES, readPreferences } from "./values.ts";

/** What this browser remembers; `public/theme.js` reads the theme from it before the first paint. */
export interface Cached {
  readonly values: Preferences;
  /** Whose they are; `null` before anyone signed in. */
  readonly owner: string | null;
  /** The server's revision they are based on. */
  readonly revision: number;
  /** Changed here and not on the server yet. */
  readonly unsent: readonly PreferenceName[];
}

export interface PreferenceCache {
  read(): Cached;
  write(cached: Cached): void;
}

export const CACHE_KEY = "pilothouse:preferences";

export function browserCache(storage: () => Pick<Storage, "getItem" | "setItem">): PreferenceCache {
  return {
    read: () => {
      const stored = load(storage);
      const { owner, revision, unsent } = stored;
      return {
        values: readPreferences(stored),
        owner: typeof owner === "string" ? owner : null,
        revision: typeof revision === "number" ? revision : 0,
        unsent: PREFERENCES.filter((name) => Array.isArray(unsent) && unsent.includes(name)),
      };
    },
    write: ({ values, ...about }) => {
      try {
        storage().setItem(CACHE_KEY, JSON.stringify({ ...values, ...about }));
      } catch {
        // Storage is off or full: the server has them all the same.
      }
    },
  };
}

function load(storage: () => Pick<Storage, "getItem">): Record<string, unknown> {
  try {
    const stored: unknown = JSON.parse(storage().getItem(CACHE_KEY) ?? "{}");
    return typeof stored === "object" && stored !== null ? { ...stored } : {};
  } catch {
    // Storage is off or holds something else: everyone may start with the usual.
    return {};
  }
}
