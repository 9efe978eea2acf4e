import type { ReactNode } from "react";
import { Mark } from "../ui/mark.tsx";

/** The frame of the pages for people who are not signed in. */
export function AuthPage({ title, lead, children }: { title: string; lead?: ReactNode; children: ReactNode }): ReactNode {
  return (
    <main className="mx-auto flex min-h-full w-full max-w-sm flex-col justify-center px-5 py-10">
      <div className="mb-6 flex items-center gap-2 text-ink-soft">
        <Mark />
        <span className="text-base font-semibold text-ink">Pilothouse</span>
      </div>
      <h1 className="mb-1 text-lg font-semibold">{title}</h1>
      {lead && <p className="mb-5 text-ink-soft">{lead}</p>}
      {children}
    </main>
  );
}
