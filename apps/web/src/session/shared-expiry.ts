const KEY = "pilothouse:access-until";

/** When the access cookie ends, kept where every tab of this browser sees it. */
export const sharedExpiry = {
  get: (): number => {
    const at = Number(localStorage.getItem(KEY));
    return Number.isFinite(at) ? at : 0;
  },
  set: (at: number): void => localStorage.setItem(KEY, String(at)),
};
