import type { Registration } from "@pilothouse/contracts";
import type { Database } from "@pilothouse/db";
import type { Clock, Logger } from "@pilothouse/platform";
import type { Kysely } from "kysely";
import type { CountedRefusals } from "./audit/counted-refusals.ts";
import type { AuthenticateEntra } from "./entra/authenticate-entra.ts";
import type { AccessTokens } from "./access-tokens.ts";
import type { PasswordHasher } from "./password-hasher.ts";
import type { Mailer } from "./mailer.ts";
import type { Post } from "./post.ts";
import type { Revocations } from "./revocations.ts";
import type { KeyRing } from "./vault/key-ring.ts";
import type { TeamChanges } from "./teams/team-changes.ts";
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
  readonly joining: Joining;
  readonly post: Post;
  /** Seals what is in the database. */
  readonly ring: KeyRing;
  /** Sign-ins that were turned away unseen. */
  readonly throttled: CountedRefusals;
  /** Tries to make the first account with a code that does not hold. */
  readonly wrongCodes: CountedRefusals;
  /** Takes access tokens of Microsoft Entra ID, where that is set up. */
  readonly entra: AuthenticateEntra;
  /** Names this run of the server. */
  readonly run: string;
  readonly teamChanges: TeamChanges;
}

/** How people come to accounts. */
export interface Joining {
  readonly registration: Registration;
  /** `null`: the server sends no mail. */
  readonly mailer: Mailer | null;
  /** The address of a page of the dashboard. */
  readonly urlOf: (path: string) => string;
}

/** Where a call comes from. */
export interface Client {
  readonly address: string;
  readonly userAgent: string;
  /** The page that asks, for those of a browser; checked to be one of the server's own. */
  readonly origin?: string;
  /** What the log calls the call. */
  readonly requestId?: string;
}
