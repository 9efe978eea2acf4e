import type { ReactNode } from "react";

export interface Figure {
  readonly name: string;
  readonly value: ReactNode;
  /** All digits, or what it means; on hover. */
  readonly title?: string | undefined;
  /** A few words under it. */
  readonly note?: ReactNode;
}

/** A few numbers side by side, each with its name. */
export function Figures({ label, figures }: { label: string; figures: readonly Figure[] }): ReactNode {
  return (
    <dl aria-label={label} className="grid grid-cols-2 gap-px bg-line sm:grid-cols-[repeat(auto-fit,minmax(8.5rem,1fr))]">
      {figures.map(({ name, value, title, note }) => (
        <div key={name} className="min-w-0 bg-panel px-3 py-2.5 max-sm:last:odd:col-span-2">
          <dt className="text-xs text-ink-faint">{name}</dt>
          <dd className="text-lg font-semibold tabular-nums wrap-anywhere" title={title}>
            {value}
          </dd>
          {note !== undefined && note !== null && <dd className="text-xs text-ink-soft">{note}</dd>}
        </div>
      ))}
    </dl>
  );
}
