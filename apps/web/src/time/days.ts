/** The day that a time is on here, such as `2026-01-31`. */
export function dayOf(at: number): string {
  const time = new Date(at);
  return [String(time.getFullYear()).padStart(4, "0"), two(time.getMonth() + 1), two(time.getDate())].join("-");
}

/** Where the viewer is, as the server wants to know it: `Europe/Berlin`. */
export function viewerZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

function two(number: number): string {
  return String(number).padStart(2, "0");
}
