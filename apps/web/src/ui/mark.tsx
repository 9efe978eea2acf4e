import type { ReactNode } from "react";

/** The product's sign. */
export function Mark(): ReactNode {
  return (
    <svg width="20" height="20" viewBox="0 0 32 32" aria-hidden className="shrink-0">
      <rect width="32" height="32" rx="7" className="fill-ink" />
      <path
        d="M8 10.5 14 16l-6 5.5M17.5 22H25"
        className="stroke-canvas"
        fill="none"
        strokeWidth="3"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
