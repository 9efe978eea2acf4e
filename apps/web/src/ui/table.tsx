import type { ReactNode } from "react";
import { cx } from "./cx.ts";

export interface Column {
  readonly name: string;
  /** Numbers stand under each other. */
  readonly number?: boolean;
  /** Left out on a phone. */
  readonly wide?: boolean;
  /** What the name means, on hover. */
  readonly hint?: string;
}

interface TableProps {
  /** Its accessible name. */
  label: string;
  columns: readonly Column[];
  children: ReactNode;
}

const CELL = "px-3 py-1.5";
const WIDE = "max-sm:hidden";

/** A table that scrolls sideways where it does not fit. Its rows are made of `Row` and `Cell`. */
export function Table({ label, columns, children }: TableProps): ReactNode {
  return (
    // What scrolls has to be reached with the keyboard, too.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className="relative overflow-x-auto" aria-label={`${label}, scrolls sideways`} tabIndex={0}>
      <table className="w-full" aria-label={label}>
        <thead className="border-b border-line text-xs text-ink-faint">
          <tr>
            {columns.map(({ name, number, wide, hint }) => (
              <th
                key={name}
                scope="col"
                title={hint}
                className={cx(CELL, "font-normal whitespace-nowrap", number ? "text-right" : "text-left", wide && WIDE)}
              >
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </section>
  );
}

export function Row({ children, strong = false }: { children: ReactNode; strong?: boolean }): ReactNode {
  return <tr className={cx("h-9 border-b border-line last:border-0", strong && "font-medium")}>{children}</tr>;
}

interface CellProps {
  children: ReactNode;
  number?: boolean;
  wide?: boolean;
  /** Names its row. */
  head?: boolean;
  /** Shown on hover. */
  title?: string | undefined;
}

export function Cell({ children, number = false, wide = false, head = false, title }: CellProps): ReactNode {
  const Element = head ? "th" : "td";
  return (
    <Element
      scope={head ? "row" : undefined}
      title={title}
      className={cx(
        CELL,
        number ? "text-right whitespace-nowrap tabular-nums" : "text-left",
        head && "max-w-80 min-w-32 font-normal wrap-anywhere",
        wide && WIDE,
      )}
    >
      {children}
    </Element>
  );
}
