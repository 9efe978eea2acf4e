import type { User } from "@pilothouse/contracts";
import type { ReactNode } from "react";
import { Button } from "../ui/button.tsx";
import { SelectField, TextField } from "../ui/field.tsx";
import { ACTION_WORDS } from "./action-words.ts";
import type { AuditSearch } from "./audit-search.ts";
import { shortId } from "./who-words.ts";

interface AuditFiltersProps {
  users: readonly User[];
  search: AuditSearch;
  onChange: (next: AuditSearch) => void;
}

const ACTIONS = Object.entries(ACTION_WORDS).sort(([, one], [, other]) => one.localeCompare(other));

/** By whom, what, to what and when. */
export function AuditFilters({ users, search, onChange }: AuditFiltersProps): ReactNode {
  const change = (name: "actor" | "action" | "target" | "from" | "to", value: string): void => {
    const { [name]: _, entry: __, ...rest } = search;
    onChange(value === "" ? rest : { ...rest, [name]: value });
  };
  const { actor = "", action = "", target = "", from = "", to = "" } = search;
  const known = actor === "" || actor === "system" || actor === "anonymous" || users.some(({ id }) => id === actor);
  return (
    <search className="mb-4 grid grid-cols-2 items-end gap-3 sm:grid-cols-3 lg:grid-cols-[1fr_1fr_9rem_9rem_1fr_auto]">
      <SelectField label="Who" value={actor} onChange={({ target: { value } }) => change("actor", value)}>
        <option value="">Everyone</option>
        {users.map(({ id, name, email }) => (
          <option key={id} value={id}>
            {name} ({email})
          </option>
        ))}
        <option value="system">The server</option>
        <option value="anonymous">Nobody signed in</option>
        {!known && <option value={actor}>{shortId(actor)}</option>}
      </SelectField>
      <SelectField label="What" value={action} onChange={({ target: { value } }) => change("action", value)}>
        <option value="">Everything</option>
        {ACTIONS.map(([name, words]) => (
          <option key={name} value={name}>
            {words}
          </option>
        ))}
        {action !== "" && !(action in ACTION_WORDS) && <option value={action}>{action}</option>}
      </SelectField>
      <TextField label="From" type="date" value={from} onChange={({ target: { value } }) => change("from", value)} />
      <TextField label="To" type="date" value={to} onChange={({ target: { value } }) => change("to", value)} />
      <TextField
        label="To what"
        type="search"
        placeholder="An id"
        maxLength={100}
        spellCheck={false}
        autoComplete="off"
        className="font-mono"
        value={target}
        onChange={({ target: { value } }) => change("target", value.trim())}
      />
      <Button disabled={Object.keys(search).length === 0} onClick={() => onChange({})}>
        Clear filters
      </Button>
    </search>
  );
}
