import type { ApiKey, CreateApiKey, UpdateApiKey } from "@pilothouse/contracts";
import type { Caller } from "../calls/caller.ts";
import type { CallOptions, CreateOptions } from "../options.ts";

/** One's own keys of other services, for terminals to find in their environment. No call answers with a key itself. */
export interface ApiKeys {
  list(options?: CallOptions): Promise<ApiKey[]>;
  create(input: CreateApiKey, options?: CreateOptions): Promise<ApiKey>;
  /** Another name or value; terminals that run keep what they were started with. */
  update(id: string, changes: Omit<UpdateApiKey, "id">, options?: CallOptions): Promise<ApiKey>;
  delete(id: string, options?: CallOptions): Promise<void>;
}

export function apiKeysResource(caller: Caller): ApiKeys {
  return {
    list: (options) => caller.query((api, call) => api.apiKeys.list.query(undefined, call), options),
    create: (input, options) => caller.mutation((api, call) => api.apiKeys.create.mutate(input, call), options),
    update: (id, changes, options) =>
      caller.mutation((api, call) => api.apiKeys.update.mutate({ ...changes, id }, call), options),
    delete: (id, options) => caller.mutation((api, call) => api.apiKeys.delete.mutate({ id }, call), options),
  };
}
