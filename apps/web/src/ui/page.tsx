import type { ReactNode } from "react";

interface PageProps {
  title: string;
  /** One sentence under the title. */
  lead?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

/** A page's heading, its actions and its content in one readable column. */
export function Page({ title, lead, actions, children }: PageProps): ReactNode {
  return (
    <div className="mx-auto w-full max-w-5xl px-6 pt-6 pb-16 max-sm:px-3 max-sm:pt-4">
      <header className="mb-5 flex flex-wrap items-center gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-48">
          <h1 className="text-lg font-semibold">{title}</h1>
          {lead && <p className="text-ink-soft">{lead}</p>}
        </div>
        {actions}
      </header>
      {children}
    </div>
  );
}

/** A titled part of a page with a border around its content. */
export function Panel({ title, aside, children }: { title: string; aside?: ReactNode; children: ReactNode }): ReactNode {
  return (
    <section className="mb-6" aria-label={title}>
      <div className="mb-2 flex min-h-6 items-center gap-2">
        <h2 className="font-semibold text-ink-soft">{title}</h2>
        <div className="ml-auto">{aside}</div>
      </div>
      <div className="overflow-hidden rounded border border-line bg-panel">{children}</div>
    </section>
  );
}
