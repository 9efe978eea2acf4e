import type { ApiKeyGrant } from "@pilothouse/contracts";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { api } from "../api/query.ts";
import { cx } from "../ui/cx.ts";
import { inputClass } from "../ui/field.tsx";
import { variableFor } from "./read-key.ts";

interface KeyChoiceProps {
  chosen: readonly ApiKeyGrant[];
  onChange: (next: readonly ApiKeyGrant[]) => void;
}

/** Which keys of the vault a new terminal gets, and in which variables. */
export function KeyChoice({ chosen, onChange }: KeyChoiceProps): ReactNode {
  const keys = useQuery(api.apiKeys.list.queryOptions());
  if (!keys.data || keys.data.length === 0) return null;
  const put = (name: string, as: string): void => onChange(chosen.map((grant) => (grant.name === name ? { name, as } : grant)));
  return (
    <fieldset>
      <legend className="mb-1 font-medium">Keys</legend>
      <ul className="rounded border border-line">
        {keys.data.map(({ id, name }) => {
          const grant = chosen.find((one) => one.name === name);
          const toggle = (): void =>
            onChange(grant ? chosen.filter((one) => one !== grant) : [...chosen, { name, as: variableFor(name) }]);
          return (
            <li key={id} className="flex flex-wrap items-center gap-2 border-b border-line px-2.5 py-1 last:border-0">
              <label className="flex min-h-8 min-w-0 flex-1 items-center gap-2 max-sm:min-h-11">
                <input type="checkbox" className="size-4 accent-accent" checked={grant !== undefined} onChange={toggle} />
                <span className="truncate font-mono">{name}</span>
              </label>
              {grant && (
                <input
                  aria-label={`Variable for the key ${name}`}
                  value={grant.as}
                  onChange={({ target }) => put(name, target.value)}
                  spellCheck={false}
                  autoCapitalize="off"
                  autoComplete="off"
                  className={cx(inputClass, "w-56 font-mono max-sm:w-full")}
                />
              )}
            </li>
          );
        })}
      </ul>
      <p className="mt-1 text-xs text-ink-faint">Its program finds each in that variable. No other terminal does.</p>
    </fieldset>
  );
}
