const NAMES: Readonly<Record<string, string>> = {
  ArrowLeft: "←",
  ArrowRight: "→",
  ArrowUp: "↑",
  ArrowDown: "↓",
  " ": "Space",
  Escape: "Esc",
};

/** A key as it is printed on keyboards: `←`, `Shift+N`, `c`. */
export function keyLabel(key: string): string {
  if (key.startsWith("Shift+")) return `Shift+${keyLabel(key.slice("Shift+".length))}`;
  const named = NAMES[key];
  if (named) return named;
  return /^[A-Z]$/.test(key) ? `Shift+${key}` : key;
}
