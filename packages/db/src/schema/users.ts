import type { Role } from "@pilothouse/contracts";

export interface UsersTable {
  id: string;
  /** Lower case, and unique as such. */
  email: string;
  name: string;
  role: Role;
  /** PHC string. */
  passwordHash: string;
  /** Since when the user may not sign in; `null`: may. */
  disabledAt: number | null;
  createdAt: number;
}
