import type { ReactNode } from "react";
import { countWords } from "../words.ts";

interface FiguresProps {
  title: string;
  heads: readonly string[];
  /** The first cell names the row. */
  rows: readonly (readonly ReactNode[])[];
  /** Rows that are not shown. */
  left?: number;
}

/** A small table of figures; nothing where there are none. */
export function Figures({ title, heads, rows, left = 0 }: FiguresProps): ReactNode {
  if (rows.length === 0) return null;
  return (
    <section aria-label={title}>
      <h3 className="mb-1 font-semibold text-ink-soft">{title}</h3>
      <table className="w-full table-fixed border-collapse text-xs">
        <thead className="text-ink-faint">
          <tr>
            {heads.map((head, place) => (
              <th
                key={head}
                scope="col"
                className={place === 0 ? "w-1/2 py-1 text-left font-normal" : "py-1 text-right font-normal"}
              >
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, ...cells], row) => (
            // oxlint-disable-next-line react/no-array-index-key -- names may be the same, and rows come anew together.
            <tr key={row} className="border-t border-line">
              <th scope="row" className="truncate py-1 pr-2 text-left font-normal">
                {name}
              </th>
              {cells.map((cell, place) => (
                <td key={heads[place + 1]} className="py-1 text-right">
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {left > 0 && <p className="mt-1 text-xs text-ink-faint">and {countWords(left, "more", "more")}</p>}
    </section>
  );
}
