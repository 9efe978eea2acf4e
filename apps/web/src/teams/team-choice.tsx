import type { Team } from "@pilothouse/contracts";
import type { ReactNode } from "react";
import { SelectField } from "../ui/field.tsx";

interface TeamChoiceProps {
  teams: readonly Team[];
  /** What no team is called here. */
  none: string;
  value: string | null;
  disabled?: boolean;
  onChange: (teamId: string | null) => void;
}

/** Whose a terminal is; nothing for who is in no team. */
export function TeamChoice({ teams, none, value, disabled = false, onChange }: TeamChoiceProps): ReactNode {
  if (teams.length === 0) return null;
  return (
    <SelectField
      label="Belongs to"
      hint="Whoever is in a team uses its terminals like their own."
      value={value ?? ""}
      disabled={disabled}
      onChange={({ target }) => onChange(target.value || null)}
    >
      <option value="">{none}</option>
      {teams.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </SelectField>
  );
}
