/**
 * Takes an answer of the runner as typed. Safe because the runner runs as this user from this program's own code: its
 * hello proved that both sides have the same protocol, which changes whenever one of these types does.
 */
export function trusted<T>(value: unknown): T {
  return value as T;
}
