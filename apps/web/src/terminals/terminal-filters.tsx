import type { Terminal, TerminalStatus } from "@pilothouse/contracts";
import { Search } from "lucide-react";
import type { ReactNode } from "react";
import { cx } from "../ui/cx.ts";
import { inputClass } from "../ui/field.tsx";
import type { TerminalsSearch } from "./search.ts";
import { TeamFilter } from "./team-filter.tsx";

const CHOICES: readonly { status: TerminalStatus | undefined; label: string }[] = [
  { status: undefined, label: "All" },
  { status: "running", label: "Running" },
  { status: "exited", label: "Ended" },
  { status: "lost", label: "Lost" },
];

export interface TerminalFiltersProps {
  terminals: readonly Terminal[];
  search: TerminalsSearch;
  onChange: (next: TerminalsSearch) => void;
}

/** By state, with counts, by team and by words. */
export function TerminalFilters({ terminals, search, onChange }: TerminalFiltersProps): ReactNode {
  const { status: _, ...otherwise } = search;
  return (
    <div className="mb-3 flex flex-wrap items-center gap-2">
      <fieldset className="flex gap-0.5">
        <legend className="sr-only">State</legend>
        {CHOICES.map(({ status, label }) => {
          const count = status ? terminals.filter((terminal) => terminal.status === status).length : terminals.length;
          if (count === 0 && status && search.status !== status) return null;
          return (
            <button
              key={label}
              type="button"
              aria-pressed={search.status === status}
              onClick={() => onChange(status ? { ...otherwise, status } : otherwise)}
              className={cx(
                "h-8 rounded px-2.5 text-ink-soft hover:bg-hover max-sm:h-11",
                search.status === status && "bg-pressed font-medium text-ink",
              )}
            >
              {label} <span className="text-ink-soft">{count}</span>
            </button>
          );
        })}
      </fieldset>
      <TeamFilter terminals={terminals} search={search} onChange={onChange} />
      <div className="relative ml-auto w-64 max-sm:w-full">
        <Search size={14} aria-hidden className="pointer-events-none absolute top-1/2 left-2.5 -translate-y-1/2 text-ink-faint" />
        <input
          type="search"
          aria-label="Filter by title, command or folder"
          placeholder="Filter"
          value={search.q ?? ""}
          onChange={({ target }) => {
            const { q: _q, ...others } = search;
            onChange(target.value ? { ...others, q: target.value } : others);
          }}
          className={cx(inputClass, "pl-8")}
        />
      </div>
    </div>
  );
}
