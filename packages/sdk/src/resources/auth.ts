import type {
  AuthProviders,
  ChangePassword,
  LoginInput,
  LoginResult,
  Me,
  RefreshInput,
  SetupInput,
  UpdateProfile,
  User,
} from "@pilothouse/contracts";
import type { Caller } from "../calls/caller.ts";
import type { CallOptions } from "../options.ts";
import { type Logins, loginsResource } from "./logins.ts";

export interface Auth {
  readonly logins: Logins;
  /** Who is calling. */
  me(options?: CallOptions): Promise<Me>;
  updateProfile(input: UpdateProfile, options?: CallOptions): Promise<User>;
  /** Needs the password until now, and a sign-in: API tokens are refused. Other devices are signed out unless `endOthers` is false. */
  changePassword(input: ChangePassword, options?: CallOptions): Promise<void>;
  /** Whether the first account is still to be made, and how to sign in. */
  providers(options?: CallOptions): Promise<AuthProviders>;
  /** Makes the first account, with the one-time code that the server printed. */
  setup(input: SetupInput, options?: CallOptions): Promise<LoginResult>;
  /** Signs in and hands out tokens. `signIn` does this and keeps them fresh. */
  login(input: LoginInput, options?: CallOptions): Promise<LoginResult>;
  /** New tokens for a refresh token, which is thereby used up. */
  refresh(input: RefreshInput, options?: CallOptions): Promise<LoginResult>;
  /** Ends the login that this client's token belongs to. */
  logout(options?: CallOptions): Promise<void>;
}

export function authResource(caller: Caller): Auth {
  const anonymous = { anonymous: true };
  return {
    logins: loginsResource(caller),
    me: (options) => caller.query((api, call) => api.auth.me.query(undefined, call), options),
    updateProfile: (input, options) => caller.mutation((api, call) => api.auth.updateProfile.mutate(input, call), options),
    changePassword: (input, options) => caller.mutation((api, call) => api.auth.changePassword.mutate(input, call), options),
    providers: (options) => caller.query((api, call) => api.auth.providers.query(undefined, call), { ...options, ...anonymous }),
    setup: (input, options) => caller.mutation((api, call) => api.auth.setup.mutate(input, call), { ...options, ...anonymous }),
    login: (input, options) => caller.mutation((api, call) => api.auth.login.mutate(input, call), { ...options, ...anonymous }),
    refresh: (input, options) =>
      caller.mutation((api, call) => api.auth.refresh.mutate(input, call), { ...options, ...anonymous }),
    logout: (options) => caller.mutation((api, call) => api.auth.logout.mutate(undefined, call), options),
  };
}
