/** The path of this site that a message of the service worker leads to; `null`: it leads nowhere. Without schemas: the first page loads it. */
export function clickedPath(message: unknown): string | null {
  if (typeof message !== "object" || message === null || !("type" in message) || !("path" in message)) return null;
  const { type, path } = message;
  return type === "go" && typeof path === "string" && path.startsWith("/") ? path : null;
}
