/** The secret behind a link's `#`, such as `/setup#code=abc` and `/register#token=abc`; empty when there is none. */
export function linkSecret(hash: string, name: "code" | "token"): string {
  return new URLSearchParams(hash.replace(/^#/, "")).get(name) ?? "";
}
