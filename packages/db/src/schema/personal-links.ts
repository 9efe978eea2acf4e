import type { Role } from "@pilothouse/contracts";

/** One row for each link that was sent or handed to somebody and not used yet. */
export interface PersonalLinksTable {
  id: string;
  /** `invitation`: an administrator made it. `registration`: somebody asked for an account. `reset`: for a new password. */
  kind: "invitation" | "registration" | "reset";
  /** Lower case. */
  email: string;
  /** Of the account that it makes. */
  role: Role;
  /** Whose password it sets. */
  userId: string | null;
  /** SHA-256, hex. */
  secretHash: string;
  createdAt: number;
  expiresAt: number;
}
