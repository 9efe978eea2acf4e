import { Scaling } from "lucide-react";
import type { ReactNode } from "react";
import type { Size } from "../core/driver.ts";

/** Says that another view decides the size, and takes it over by a click. */
export function SizeNote({ size, onTake }: { size: Size; onTake: () => void }): ReactNode {
  return (
    <button
      type="button"
      onClick={onTake}
      className="absolute right-3 bottom-2 z-10 inline-flex h-8 items-center gap-1.5 rounded border border-line bg-raised px-2 text-xs text-ink-soft hover:bg-hover max-sm:h-11"
    >
      <Scaling size={14} aria-hidden />
      Sized by another view ({size.cols}×{size.rows}). Fit to this one
    </button>
  );
}
