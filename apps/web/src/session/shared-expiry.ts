const KEY = "pilothouse:access-until";

/** Stands in where a browser gives no storage. */
let remembered = 0;

/** When the access cookie ends, kept where every tab of this browser sees it; 0 when nobody is signed in. */
export const sharedExpiry = {
  get: (): number => {
    try {
      const at = Number(localStorage.getItem(KEY));
      return Number.isFinite(at) ? at : 0;
    } catch {
      // Storage is off: this tab has to do without the others.
      return remembered;
    }
  },
  set: (at: number): void => {
    remembered = at;
    try {
      localStorage.setItem(KEY, String(at));
    } catch {
      // Storage is off: this tab has to do without the others.
    }
  },
};
