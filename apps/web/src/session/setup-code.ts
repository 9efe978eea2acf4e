/** The one-time code of a setup link, such as `/setup#code=abc`; empty when there is none. */
export function setupCode(hash: string): string {
  return new URLSearchParams(hash.replace(/^#/, "")).get("code") ?? "";
}

/** The secret of a personal link, such as `/register#token=abc`; empty when there is none. */
export function linkToken(hash: string): string {
  return new URLSearchParams(hash.replace(/^#/, "")).get("token") ?? "";
}
