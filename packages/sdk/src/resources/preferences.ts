import type { Preferences as Stored, SetPreferences } from "@pilothouse/contracts";
import type { Caller } from "../calls/caller.ts";
import type { CallOptions } from "../options.ts";

/** How whoever is calling wants the dashboard: looks, keys, and the tabs of the terminal page. */
export interface Preferences {
  get(options?: CallOptions): Promise<Stored>;
  /** Changes the named ones and answers with all. */
  set(input: SetPreferences, options?: CallOptions): Promise<Stored>;
}

export function preferencesResource(caller: Caller): Preferences {
  return {
    get: (options) => caller.query((api, call) => api.preferences.get.query(undefined, call), options),
    set: (input, options) => caller.mutation((api, call) => api.preferences.set.mutate(input, call), options),
  };
}
