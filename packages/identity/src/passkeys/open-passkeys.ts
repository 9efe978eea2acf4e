import type { AddPasskey, BeginPasskey, Passkey, PasskeyCreation, PasskeyRequest, PasskeyShown } from "@pilothouse/contracts";
import type { Actor } from "@pilothouse/platform";
import type { Client, Core } from "../core.ts";
import type { SignedIn } from "../sign-in.ts";
import { addPasskey, beginPasskey } from "./add-passkey.ts";
import { createChallenges } from "./challenges.ts";
import { deletePasskey } from "./delete-passkey.ts";
import { passkeysOf, toPasskey } from "./passkey-rows.ts";
import { askForPasskey, signInWithPasskey } from "./sign-in-with-passkey.ts";

/** What devices make that sign in without a password. Each verb is documented where it is written. */
export interface Passkeys {
  list(actor: Actor): Promise<Passkey[]>;
  begin(actor: Actor, input: BeginPasskey, client: Client): Promise<PasskeyCreation>;
  add(actor: Actor, input: AddPasskey, client: Client): Promise<Passkey>;
  delete(actor: Actor, id: string): Promise<void>;
  ask(client: Client): PasskeyRequest;
  signIn(shown: PasskeyShown, client: Client): Promise<SignedIn>;
}

export function openPasskeys(core: Core): Passkeys {
  const deps = { ...core, challenges: createChallenges(() => core.clock.now()) };
  return {
    list: async ({ userId }) => (await passkeysOf(core.db, userId)).map(toPasskey),
    begin: (actor, input, client) => beginPasskey(deps, actor, { ...input, client }),
    add: (actor, input, client) => addPasskey(deps, actor, { ...input, client }),
    delete: (actor, id) => deletePasskey(core, actor, id),
    ask: (client) => askForPasskey(deps, client),
    signIn: (shown, client) => signInWithPasskey(deps, shown, client),
  };
}
