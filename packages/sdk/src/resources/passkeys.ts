import type {
  AddPasskey,
  BeginPasskey,
  LoginResult,
  Passkey,
  PasskeyCreation,
  PasskeyRequest,
  PasskeySignIn,
} from "@pilothouse/contracts";
import type { Caller } from "../calls/caller.ts";
import type { CallOptions } from "../options.ts";

/** What devices make that sign in without a password; for pages of the server's own site alone. API tokens are refused all of it. */
export interface Passkeys {
  list(options?: CallOptions): Promise<Passkey[]>;
  /** What a browser makes a passkey of (`navigator.credentials.create`). */
  begin(input: BeginPasskey, options?: CallOptions): Promise<PasskeyCreation>;
  /** Keeps what the browser made. */
  add(input: AddPasskey, options?: CallOptions): Promise<Passkey>;
  delete(id: string, options?: CallOptions): Promise<void>;
  /** What a browser asks a device with (`navigator.credentials.get`). */
  ask(options?: CallOptions): Promise<PasskeyRequest>;
  /** Signs in with what the device answered. */
  signIn(input: PasskeySignIn, options?: CallOptions): Promise<LoginResult>;
}

export function passkeysResource(caller: Caller): Passkeys {
  const anonymous = { anonymous: true };
  return {
    list: (options) => caller.query((api, call) => api.auth.passkeys.list.query(undefined, call), options),
    begin: (input, options) => caller.mutation((api, call) => api.auth.passkeys.begin.mutate(input, call), options),
    add: (input, options) => caller.mutation((api, call) => api.auth.passkeys.add.mutate(input, call), options),
    delete: (id, options) => caller.mutation((api, call) => api.auth.passkeys.delete.mutate({ id }, call), options),
    ask: (options) => caller.mutation((api, call) => api.auth.passkeys.ask.mutate(undefined, call), { ...options, ...anonymous }),
    signIn: (input, options) =>
      caller.mutation((api, call) => api.auth.passkeys.signIn.mutate(input, call), { ...options, ...anonymous }),
  };
}
