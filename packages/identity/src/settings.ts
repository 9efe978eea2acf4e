import { LIMITS } from "@pilothouse/contracts";

export interface Argon2Settings {
  /** KiB. */
  readonly memoryCost: number;
  readonly timeCost: number;
  readonly parallelism: number;
}

export interface IdentitySettings {
  readonly argon2: Argon2Settings;
  /** Password hashes computed at the same time; each takes a thread and `memoryCost`. */
  readonly hashesAtOnce: number;
  /** Sign-ins that may wait for a free thread; one more is refused. */
  readonly hashesWaiting: number;
  /** A key of access tokens signs for so long. */
  readonly signingKeyMs: number;
}

/** argon2id as OWASP's password storage cheat sheet recommends at least. */
export const DEFAULT_SETTINGS: IdentitySettings = {
  argon2: { memoryCost: 19_456, timeCost: 2, parallelism: 1 },
  hashesAtOnce: 2,
  hashesWaiting: 32,
  signingKeyMs: LIMITS.signingKeyMs,
};
