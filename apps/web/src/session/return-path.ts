/** Where to go after signing in: only a path of this site, never another origin. */
export function returnPath(wanted: string | undefined): string {
  if (!wanted?.startsWith("/") || wanted.startsWith("//") || wanted.includes("\\")) return "/";
  return wanted.startsWith("/login") || wanted.startsWith("/setup") ? "/" : wanted;
}
