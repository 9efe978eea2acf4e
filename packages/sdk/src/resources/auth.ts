import type {
  AuthProviders,
  ChangePassword,
  LoginInput,
  LoginResult,
  Me,
  RefreshInput,
  Register,
  RequestPasswordReset,
  ResetPassword,
  SetupInput,
  UpdateProfile,
  User,
  VerifyEmail,
} from "@pilothouse/contracts";
import type { Caller } from "../calls/caller.ts";
import type { CallOptions } from "../options.ts";
import { type ConnectedSignIns, connectedSignInsResource } from "./connected-sign-ins.ts";
import { type Logins, loginsResource } from "./logins.ts";
import { type Passkeys, passkeysResource } from "./passkeys.ts";
import { type SecondFactors, secondFactorResource } from "./second-factor.ts";

export interface Auth {
  readonly logins: Logins;
  readonly passkeys: Passkeys;
  readonly secondFactor: SecondFactors;
  readonly sso: ConnectedSignIns;
  /** Who is calling. */
  me(options?: CallOptions): Promise<Me>;
  updateProfile(input: UpdateProfile, options?: CallOptions): Promise<User>;
  /** Needs the password until now, and a sign-in: API tokens are refused. Other devices are signed out unless `endOthers` is false. */
  changePassword(input: ChangePassword, options?: CallOptions): Promise<void>;
  /** Whether the first account is still to be made, and how to sign in. */
  providers(options?: CallOptions): Promise<AuthProviders>;
  /** Makes the first account, with the one-time code that the server printed. */
  setup(input: SetupInput, options?: CallOptions): Promise<LoginResult>;
  /**
   * Signs in and hands out tokens. `signIn` does this and keeps them fresh. Where a code is asked for, it rejects with
   * `unauthenticated` and the fact `secondFactor` until one comes.
   */
  login(input: LoginInput, options?: CallOptions): Promise<LoginResult>;
  /** Asks for a link by mail that makes an account, where anyone may have one. The answer says nothing about the address. */
  verifyEmail(input: VerifyEmail, options?: CallOptions): Promise<void>;
  /** Makes the account that an invitation or a mailed link is for, and signs in. */
  register(input: Register, options?: CallOptions): Promise<LoginResult>;
  /** Asks for a link by mail that sets a new password. The answer says nothing about the address. */
  requestPasswordReset(input: RequestPasswordReset, options?: CallOptions): Promise<void>;
  /** Sets the password that a link is for, and signs its user out everywhere. */
  resetPassword(input: ResetPassword, options?: CallOptions): Promise<void>;
  /** New tokens for a refresh token, which is thereby used up. */
  refresh(input: RefreshInput, options?: CallOptions): Promise<LoginResult>;
  /** Ends the login that this client's token belongs to. */
  logout(options?: CallOptions): Promise<void>;
}

export function authResource(caller: Caller): Auth {
  const anonymous = { anonymous: true };
  return {
    logins: loginsResource(caller),
    passkeys: passkeysResource(caller),
    secondFactor: secondFactorResource(caller),
    sso: connectedSignInsResource(caller),
    me: (options) => caller.query((api, call) => api.auth.me.query(undefined, call), options),
    updateProfile: (input, options) => caller.mutation((api, call) => api.auth.updateProfile.mutate(input, call), options),
    changePassword: (input, options) => caller.mutation((api, call) => api.auth.changePassword.mutate(input, call), options),
    providers: (options) => caller.query((api, call) => api.auth.providers.query(undefined, call), { ...options, ...anonymous }),
    setup: (input, options) => caller.mutation((api, call) => api.auth.setup.mutate(input, call), { ...options, ...anonymous }),
    login: (input, options) => caller.mutation((api, call) => api.auth.login.mutate(input, call), { ...options, ...anonymous }),
    verifyEmail: (input, options) =>
      caller.mutation((api, call) => api.auth.verifyEmail.mutate(input, call), { ...options, ...anonymous }),
    register: (input, options) =>
      caller.mutation((api, call) => api.auth.register.mutate(input, call), { ...options, ...anonymous }),
    requestPasswordReset: (input, options) =>
      caller.mutation((api, call) => api.auth.requestPasswordReset.mutate(input, call), { ...options, ...anonymous }),
    resetPassword: (input, options) =>
      caller.mutation((api, call) => api.auth.resetPassword.mutate(input, call), { ...options, ...anonymous }),
    refresh: (input, options) =>
      caller.mutation((api, call) => api.auth.refresh.mutate(input, call), { ...options, ...anonymous }),
    logout: (options) => caller.mutation((api, call) => api.auth.logout.mutate(undefined, call), options),
  };
}
