/** Where to go after signing in: only a path of this site, never another origin. */
export function returnPath(wanted: string | undefined): string {
  // Browsers leave tabs and line breaks in an address out, and read a backslash as a slash.
  if (!wanted?.startsWith("/") || wanted.startsWith("//") || /[\s\\]/.test(wanted)) return "/";
  return /^\/(?:login|setup|signed-in)/.test(wanted) ? "/" : wanted;
}
