import type { CreateInvitation, Invitation, PersonalLink } from "@pilothouse/contracts";
import type { Caller } from "../calls/caller.ts";
import type { CallOptions } from "../options.ts";

/** For administrators: links by which one person each makes an account. */
export interface Invitations {
  /** The answer's `url` is to be handed over, unless it says that it was mailed. */
  create(input: CreateInvitation, options?: CallOptions): Promise<PersonalLink>;
  /** Those that were not taken up, newest first. */
  list(options?: CallOptions): Promise<Invitation[]>;
  revoke(id: string, options?: CallOptions): Promise<void>;
}

export function invitationsResource(caller: Caller): Invitations {
  return {
    create: (input, options) => caller.mutation((api, call) => api.users.invitations.create.mutate(input, call), options),
    list: (options) => caller.query((api, call) => api.users.invitations.list.query(undefined, call), options),
    revoke: (id, options) => caller.mutation((api, call) => api.users.invitations.revoke.mutate({ id }, call), options),
  };
}
