/** Whether a key is the program's; the rest are the browser's or do what `copy` does. */
export function isProgramKey(event: KeyboardEvent, copy: () => void): boolean {
  const chord = event.ctrlKey && event.shiftKey && !event.altKey && !event.metaKey;
  if (!chord || event.type !== "keydown") return true;
  // Browsers paste by themselves on Ctrl+Shift+V; Ctrl+Shift+C would open their developer tools.
  if (event.code === "KeyV") return false;
  if (event.code !== "KeyC") return true;
  event.preventDefault();
  copy();
  return false;
}
