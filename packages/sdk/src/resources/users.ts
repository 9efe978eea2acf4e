import type { CreateUser, DeleteUser, EndedTerminals, PersonalLink, UpdateUser, User, UserDetails } from "@pilothouse/contracts";
import type { Caller } from "../calls/caller.ts";
import type { CallOptions, CreateOptions } from "../options.ts";
import { type Invitations, invitationsResource } from "./invitations.ts";

/** For administrators; everyone else is answered with `forbidden`. */
export interface Users {
  readonly invitations: Invitations;
  /** A link by which this user sets a new password, to be handed over. */
  resetPassword(id: string, options?: CallOptions): Promise<PersonalLink>;
  /** No code is asked for any more when this user signs in with the password. */
  resetSecondFactor(id: string, options?: CallOptions): Promise<void>;
  list(options?: CallOptions): Promise<User[]>;
  get(id: string, options?: CallOptions): Promise<UserDetails>;
  create(input: CreateUser, options?: CreateOptions): Promise<User>;
  update(id: string, changes: Omit<UpdateUser, "id">, options?: CallOptions): Promise<User>;
  /** Ends what runs in a user's terminals, such as of one who was disabled; what was printed stays with its owner. */
  endTerminals(id: string, options?: CallOptions): Promise<EndedTerminals>;
  /** A user who was disabled, with all recordings. Refused with `conflict` while terminals run, unless `endTerminals` is set. */
  delete(id: string, how?: Omit<DeleteUser, "id">, options?: CallOptions): Promise<void>;
}

export function usersResource(caller: Caller): Users {
  return {
    invitations: invitationsResource(caller),
    resetPassword: (id, options) => caller.mutation((api, call) => api.users.resetPassword.mutate({ id }, call), options),
    resetSecondFactor: (id, options) => caller.mutation((api, call) => api.users.resetSecondFactor.mutate({ id }, call), options),
    list: (options) => caller.query((api, call) => api.users.list.query(undefined, call), options),
    get: (id, options) => caller.query((api, call) => api.users.get.query({ id }, call), options),
    create: (input, options) => caller.mutation((api, call) => api.users.create.mutate(input, call), options),
    update: (id, changes, options) => caller.mutation((api, call) => api.users.update.mutate({ ...changes, id }, call), options),
    endTerminals: (id, options) => caller.mutation((api, call) => api.users.endTerminals.mutate({ id }, call), options),
    delete: (id, how, options) => caller.mutation((api, call) => api.users.delete.mutate({ ...how, id }, call), options),
  };
}
