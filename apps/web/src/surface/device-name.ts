const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/\bEdg/, "Edge"],
  [/\bFirefox\//, "Firefox"],
  [/(?:Chrome|CriOS)\//, "Chrome"],
  [/\bSafari\//, "Safari"],
];
const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/\bAndroid\b/, "Android"],
  [/\b(?:iPhone|iPad)\b/, "iOS"],
  [/\bWindows\b/, "Windows"],
  [/\bMac OS X\b/, "macOS"],
  [/\bLinux\b/, "Linux"],
];

const firstOf = (kinds: typeof BROWSERS, text: string) => kinds.find(([pattern]) => pattern.test(text))?.[1];

/** What a page is looked at with, such as `Firefox on Linux`, from the browser's `userAgent`. */
export function deviceName(userAgent: string): string {
  const system = firstOf(SYSTEMS, userAgent);
  return `${firstOf(BROWSERS, userAgent) ?? "A browser"}${system ? ` on ${system}` : ""}`;
}
