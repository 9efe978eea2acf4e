const KEY = "pilothouse:reloaded-at";
/** A reload that did not help is not tried again for this long. */
const ONCE_IN_MS = 60_000;

/** Loads the page anew when the server was upgraded under it and the parts it wants are gone. */
export function reloadStaleBuild(): void {
  addEventListener("vite:preloadError", () => void reloadIfServed());
}

async function reloadIfServed(): Promise<void> {
  if (Date.now() - Number(sessionStorage.getItem(KEY)) < ONCE_IN_MS) return;
  try {
    const { ok } = await fetch("/health", { cache: "no-store" });
    if (!ok) return;
  } catch {
    // The server is away: this page is all there is, so it stays.
    return;
  }
  sessionStorage.setItem(KEY, String(Date.now()));
  location.reload();
}
