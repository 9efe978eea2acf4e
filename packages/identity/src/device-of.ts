type Kinds = readonly (readonly [RegExp, string])[];

/** The first that fits: browsers name others of which they are descended. */
const PROGRAMS: Kinds = [
  [/\bEdg/, "Edge"],
  [/\bFirefox\//, "Firefox"],
  [/(?:Chrome|CriOS)\//, "Chrome"],
  [/\bSafari\//, "Safari"],
  [/^node\b|^undici\b/, "A program"],
];
const SYSTEMS: Kinds = [
  [/\bAndroid\b/, "Android"],
  [/\b(?:iPhone|iPad)\b/, "iOS"],
  [/\bWindows\b/, "Windows"],
  [/\bMac OS X\b/, "macOS"],
  [/\bLinux\b/, "Linux"],
];

const firstOf = (kinds: Kinds, text: string) => kinds.find(([pattern]) => pattern.test(text))?.[1];

/** What a `User-Agent` header says, in words such as `Firefox on Linux`. */
export function deviceOf(userAgent: string): string {
  const system = firstOf(SYSTEMS, userAgent);
  return `${firstOf(PROGRAMS, userAgent) ?? "Something"}${system ? ` on ${system}` : ""}`;
}
