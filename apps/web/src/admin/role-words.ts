import type { Role } from "@pilothouse/contracts";

export const ROLE_WORDS: Readonly<Record<Role, string>> = {
  viewer: "Viewer",
  member: "Member",
  operator: "Operator",
  admin: "Administrator",
};
