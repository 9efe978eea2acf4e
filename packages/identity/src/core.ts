import type { Database } from "@pilothouse/db";
import type { Clock, Logger } from "@pilothouse/platform";
import type { Kysely } from "kysely";
import type { AccessTokens } from "./access-tokens.ts";
import type { PasswordHasher } from "./password-hasher.ts";
import type { Revocations } from "./revocations.ts";
import type { SetupCode } from "./setup-code.ts";

/** What the verbs of this package share. Each names the parts it needs. */
export interface Core {
  readonly db: Kysely<Database>;
  readonly clock: Clock;
  readonly log: Logger;
  readonly passwords: PasswordHasher;
  readonly accessTokens: AccessTokens;
  readonly revocations: Revocations;
  readonly setupCode: SetupCode;
}

/** Where a call comes from. */
export interface Client {
  readonly address: string;
  readonly userAgent: string;
}
