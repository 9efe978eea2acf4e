/** Whether this machine's command key is Cmd. */
export function isMac(platform: string = navigator.platform): boolean {
  return /^(Mac|iPhone|iPad)/.test(platform);
}

/** The palette's keys as this machine names them. */
export function paletteKeys(): string {
  return isMac() ? "⌘K" : "Ctrl+K";
}
