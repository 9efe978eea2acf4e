import { dictionary } from "@zxcvbn-ts/language-common";
import { Fault } from "@pilothouse/platform";

const REFUSED = 3_000;
const SHORTEST = 8;

/** The most frequent of those that leaked and are long enough to be taken here (OWASP ASVS 5, 6.2.4). */
const COMMON: ReadonlySet<string> = new Set(
  dictionary["passwords-common"].filter((password) => password.length >= SHORTEST).slice(0, REFUSED),
);

/** Fault `invalid` for a password that whoever guesses tries first. */
export function refuseCommon(password: string): void {
  if (!COMMON.has(password.toLowerCase())) return;
  throw new Fault("invalid", "this password is one of the most common ones; choose another", { field: "password" });
}
