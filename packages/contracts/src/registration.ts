import { z } from "zod";
import { TokenTransport } from "./auth.ts";
import { Id, Millis } from "./ids.ts";
import { Email, Password, PersonName, Role } from "./users.ts";

/** Asks for a link by mail that makes an account for this address. */
export const VerifyEmail = z.object({ email: Email });
export type VerifyEmail = z.input<typeof VerifyEmail>;

const LinkToken = z.string().max(100);

export const Register = z.object({
  /** Behind the `#` of an invitation, or of the link that `auth.verifyEmail` sent. Works once. */
  token: LinkToken,
  name: PersonName,
  password: Password,
  transport: TokenTransport.default("bearer"),
});
export type Register = z.input<typeof Register>;

export const RequestPasswordReset = z.object({ email: Email });
export type RequestPasswordReset = z.input<typeof RequestPasswordReset>;

export const ResetPassword = z.object({
  /** Behind the `#` of the link. Works once. */
  token: LinkToken,
  password: Password,
});
export type ResetPassword = z.input<typeof ResetPassword>;

export const CreateInvitation = z.object({ email: Email, role: Role.default("member") });
export type CreateInvitation = z.input<typeof CreateInvitation>;

/** An invitation that was not taken up yet, without its secret. */
export const Invitation = z.object({
  id: Id,
  email: z.string(),
  role: Role,
  createdAt: Millis,
  /** The administrator who made it, also when there is no such user any more. */
  createdBy: Id.nullable(),
  expiresAt: Millis,
});
export interface Invitation extends z.infer<typeof Invitation> {}

/** A link for one person, to hand over when it was not mailed. Shown once and never again. */
export const PersonalLink = z.object({
  url: z.string(),
  expiresAt: Millis,
  /** It is also on its way by mail. */
  mailed: z.boolean(),
});
export interface PersonalLink extends z.infer<typeof PersonalLink> {}
