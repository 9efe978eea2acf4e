/** Runs `work` while no other tab of this browser runs the same. Without the Locks API (plain HTTP) tabs do not wait for each other. */
export async function exclusively<T>(work: () => Promise<T>): Promise<T> {
  if (!("locks" in navigator)) return work();
  return navigator.locks.request("pilothouse:session", work);
}
