import { Role } from "@pilothouse/contracts";
import type { GroupRole } from "@pilothouse/identity";
import { z } from "zod";

/** Texts with commas between. */
export const settingList = z
  .string()
  .transform((text) => text.split(",").map((entry) => entry.trim()))
  .pipe(z.array(z.string().min(1)));

/** `group=role` with commas between. */
export const GroupRoles = settingList.pipe(
  z.array(
    z.string().transform((entry, context): GroupRole => {
      const at = entry.lastIndexOf("=");
      const role = Role.safeParse(entry.slice(at + 1).trim());
      const group = entry.slice(0, Math.max(at, 0)).trim();
      if (role.success && group !== "") return { group, role: role.data };
      context.addIssue({ code: "custom", message: `write group=role, with a role of ${Role.options.join(", ")}` });
      return z.NEVER;
    }),
  ),
);
