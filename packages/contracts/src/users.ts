import { z } from "zod";
import { Id, Millis } from "./ids.ts";

/**
 * What somebody may do, each role more than the one before it. `viewer`: look at what is theirs. `member`: work. `operator`: also see
 * which terminals others have, without what is in them. `admin`: everything about users.
 */
export const Role = z.enum(["viewer", "member", "operator", "admin"]);
export type Role = z.infer<typeof Role>;

export const Email = z.string().trim().toLowerCase().max(254).pipe(z.email("enter an e-mail address such as ada@example.org"));

/** 8 to 256 characters, no composition rules (NIST SP 800-63B, OWASP ASVS 5 section 6.2). */
export const Password = z.string().min(8, "use at least 8 characters").max(256, "use at most 256 characters");

export const PersonName = z.string().trim().min(1, "enter a name").max(100, "use at most 100 characters");

export const User = z.object({
  id: Id,
  email: z.string(),
  name: z.string(),
  role: Role,
  disabled: z.boolean(),
  createdAt: Millis,
});
export interface User extends z.infer<typeof User> {}

export const UserDetails = User.extend({
  /** When one of their sign-ins was used last; `null`: never, or too long ago to be known. */
  lastSeenAt: Millis.nullable(),
});
export interface UserDetails extends z.infer<typeof UserDetails> {}

export const EndedTerminals = z.object({ ended: z.number().int().nonnegative() });
export interface EndedTerminals extends z.infer<typeof EndedTerminals> {}

export const CreateUser = z.object({ email: Email, name: PersonName, password: Password, role: Role.default("member") });
export type CreateUser = z.input<typeof CreateUser>;

export const UpdateUser = z
  .object({ id: Id, disabled: z.boolean().optional(), role: Role.optional(), email: Email.optional() })
  .refine(
    ({ disabled, role, email }) => disabled !== undefined || role !== undefined || email !== undefined,
    "say what to change: disabled, role or email",
  );
export type UpdateUser = z.input<typeof UpdateUser>;

export const DeleteUser = z.object({
  id: Id,
  /** Ends what runs in the user's terminals; else a user of whom something runs is not deleted. */
  endTerminals: z.boolean().default(false),
});
export type DeleteUser = z.input<typeof DeleteUser>;
