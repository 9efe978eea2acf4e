import type { ConfirmSecondFactor, NewSecondFactor, ProvePassword, RecoveryCodes, SecondFactor } from "@pilothouse/contracts";
import type { Caller } from "../calls/caller.ts";
import type { CallOptions } from "../options.ts";

/** Codes of an authenticator app, asked for at a sign-in with the password. API tokens are refused all of it. */
export interface SecondFactors {
  get(options?: CallOptions): Promise<SecondFactor>;
  /** A secret for the app. Nothing is asked for until a code of it is confirmed. */
  begin(input: ProvePassword, options?: CallOptions): Promise<NewSecondFactor>;
  /** Turns it on, and gives codes for who has lost the device: each works once. */
  confirm(input: ConfirmSecondFactor, options?: CallOptions): Promise<RecoveryCodes>;
  /** Turns it off. */
  disable(input: ProvePassword, options?: CallOptions): Promise<void>;
}

export function secondFactorResource(caller: Caller): SecondFactors {
  return {
    get: (options) => caller.query((api, call) => api.auth.secondFactor.get.query(undefined, call), options),
    begin: (input, options) => caller.mutation((api, call) => api.auth.secondFactor.begin.mutate(input, call), options),
    confirm: (input, options) => caller.mutation((api, call) => api.auth.secondFactor.confirm.mutate(input, call), options),
    disable: (input, options) => caller.mutation((api, call) => api.auth.secondFactor.disable.mutate(input, call), options),
  };
}
