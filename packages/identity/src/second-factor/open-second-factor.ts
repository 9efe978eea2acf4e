import type { ConfirmSecondFactor, NewSecondFactor, ProvePassword, RecoveryCodes, SecondFactor } from "@pilothouse/contracts";
import type { Actor } from "@pilothouse/platform";
import type { Client, Core } from "../core.ts";
import { beginSecondFactor, confirmSecondFactor, getSecondFactor } from "./enrol-second-factor.ts";
import { disableSecondFactor, resetSecondFactor } from "./remove-second-factor.ts";

/** Codes of a device that are asked for beside the password. Each verb is documented where it is written. */
export interface SecondFactors {
  get(actor: Actor): Promise<SecondFactor>;
  begin(actor: Actor, input: ProvePassword, client: Client): Promise<NewSecondFactor>;
  confirm(actor: Actor, input: ConfirmSecondFactor): Promise<RecoveryCodes>;
  disable(actor: Actor, input: ProvePassword, client: Client): Promise<void>;
  reset(actor: Actor, userId: string): Promise<void>;
}

export function openSecondFactors(core: Pick<Core, "db" | "clock" | "ring" | "passwords" | "revocations">): SecondFactors {
  return {
    get: (actor) => getSecondFactor(core, actor),
    begin: (actor, input, client) => beginSecondFactor(core, actor, { ...input, client }),
    confirm: (actor, input) => confirmSecondFactor(core, actor, input),
    disable: (actor, input, client) => disableSecondFactor(core, actor, { ...input, client }),
    reset: (actor, userId) => resetSecondFactor(core, actor, userId),
  };
}
