import { Bot, SquareTerminal } from "lucide-react";
import type { ReactNode } from "react";
import { cx } from "../ui/cx.ts";
import { useArrivalFocus } from "../ui/use-arrival-focus.ts";
import { type Program, SHELL } from "./programs.ts";

interface ProgramChoiceProps {
  programs: readonly Program[];
  value: string;
  onChange: (id: string) => void;
  /** The agents are not known yet. */
  loading: boolean;
}

/** One of the programs found on the runner; arrow keys move, Enter starts. */
export function ProgramChoice({ programs, value, onChange, loading }: ProgramChoiceProps): ReactNode {
  const first = useArrivalFocus<HTMLInputElement>();
  return (
    <fieldset>
      <legend className="mb-1 font-medium">Program</legend>
      <div className="grid gap-1.5 sm:grid-cols-2">
        {programs.map(({ id, name, detail }) => {
          const Icon = id === SHELL ? SquareTerminal : Bot;
          const chosen = id === value;
          return (
            <label
              key={id}
              className={cx(
                "flex min-h-11 cursor-pointer items-center gap-2.5 rounded border px-3 py-1 has-focus-visible:outline-2 has-focus-visible:outline-accent",
                chosen ? "border-accent bg-accent-soft" : "border-line hover:bg-hover",
              )}
            >
              <input
                type="radio"
                name="program"
                value={id}
                checked={chosen}
                onChange={() => onChange(id)}
                // The dialog opens for this: Enter at once starts the usual program.
                ref={id === SHELL ? first : undefined}
                className="sr-only"
              />
              <Icon size={16} strokeWidth={1.75} aria-hidden className="shrink-0 text-ink-soft" />
              <span className="min-w-0">
                <span className="block truncate font-medium">{name}</span>
                <span className="block truncate font-mono text-xs text-ink-faint">{detail}</span>
              </span>
            </label>
          );
        })}
        {loading && <output aria-label="Looking for agents" className="block min-h-11 rounded border border-line bg-hover" />}
      </div>
    </fieldset>
  );
}
