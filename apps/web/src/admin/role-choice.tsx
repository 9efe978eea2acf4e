import { Role, type User } from "@pilothouse/contracts";
import type { ReactNode } from "react";
import { inputClass } from "../ui/field.tsx";
import { ROLE_WORDS } from "./role-words.ts";

interface RoleChoiceProps {
  user: User;
  busy: boolean;
  onChoose: (role: Role) => void;
}

/** What a user may do, to be changed at once. */
export function RoleChoice({ user, busy, onChoose }: RoleChoiceProps): ReactNode {
  return (
    <span className="w-36 max-sm:w-32">
      <select
        aria-label={`Role of ${user.name}`}
        value={user.role}
        disabled={busy}
        onChange={({ target }) => onChoose(Role.parse(target.value))}
        className={inputClass}
      >
        {Role.options.map((role) => (
          <option key={role} value={role}>
            {ROLE_WORDS[role]}
          </option>
        ))}
      </select>
    </span>
  );
}
