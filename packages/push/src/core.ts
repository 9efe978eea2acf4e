import type { Database } from "@pilothouse/db";
import type { Clock, Logger } from "@pilothouse/platform";
import type { Kysely } from "kysely";
import type { PushDoor } from "./door.ts";
import type { VapidKeys } from "./vapid-keys.ts";

/** What the verbs of this package share. */
export interface Core {
  readonly db: Kysely<Database>;
  readonly keys: VapidKeys;
  /** Whom a push service can turn to: an https or mailto address. */
  readonly subject: string;
  readonly door: PushDoor;
  readonly retryMs: number;
  readonly clock: Clock;
  readonly log: Logger;
  /** Aborted at the end. */
  readonly ended: AbortSignal;
}
