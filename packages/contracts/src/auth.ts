import { z } from "zod";
import { Millis } from "./ids.ts";
import { SecondFactorCode } from "./second-factor.ts";
import { SsoProvider } from "./sso.ts";
import { Email, Password, PersonName, User } from "./users.ts";

export const Registration = z.enum(["off", "invited", "open"]);
export type Registration = z.infer<typeof Registration>;

/** Where the tokens go: HttpOnly cookies for a browser, the answer's body for everything else. */
export const TokenTransport = z.enum(["cookie", "bearer"]);
export type TokenTransport = z.infer<typeof TokenTransport>;

export const SetupInput = z.object({
  /** The one-time code from the link that the server prints on its first start. */
  code: z.string().max(100),
  email: Email,
  name: PersonName,
  password: Password,
  transport: TokenTransport.default("bearer"),
});
export type SetupInput = z.input<typeof SetupInput>;

export const LoginInput = z.object({
  email: Email,
  password: z.string().max(256),
  /** Where a device's codes are asked for: `unauthenticated` with the fact `secondFactor` says so once the password was right. */
  code: SecondFactorCode.optional(),
  transport: TokenTransport.default("bearer"),
});
export type LoginInput = z.input<typeof LoginInput>;

export const RefreshInput = z.object({
  /** Left out by a browser, whose refresh token is a cookie. */
  refreshToken: z.string().max(200).optional(),
});
export type RefreshInput = z.input<typeof RefreshInput>;

export const TokenPair = z.object({ accessToken: z.string(), refreshToken: z.string() });
export interface TokenPair extends z.infer<typeof TokenPair> {}

export const LoginResult = z.object({
  user: User,
  /** When the access token ends; refresh before. */
  accessExpiresAt: Millis,
  /** `null` when the tokens went into cookies. */
  tokens: TokenPair.nullable(),
});
export interface LoginResult extends z.infer<typeof LoginResult> {}

export const Me = z.object({
  user: User,
  /** How this call was authenticated. */
  via: z.enum(["login", "token"]),
  /** When the access token of this call ends; `null` for an API token without an end. */
  accessExpiresAt: Millis.nullable(),
});
export interface Me extends z.infer<typeof Me> {}

/** What a sign-in page must know before anyone is signed in. */
export const AuthProviders = z.object({
  setupRequired: z.boolean(),
  password: z.boolean(),
  /** Whether accounts are made by administrators alone, by who was invited, or by anyone with an e-mail address. */
  registration: Registration,
  /** Whether a forgotten password is replaced by mail. */
  passwordReset: z.boolean(),
  /** Where else people can prove who they are. */
  sso: z.array(SsoProvider),
});
export interface AuthProviders extends z.infer<typeof AuthProviders> {}

export const ChangePassword = z.object({
  /** The one until now. */
  current: z.string().max(256),
  password: Password,
  /** Signs out everywhere but here. */
  endOthers: z.boolean().default(true),
});
export type ChangePassword = z.input<typeof ChangePassword>;

export const UpdateProfile = z.object({ name: PersonName });
export type UpdateProfile = z.input<typeof UpdateProfile>;
