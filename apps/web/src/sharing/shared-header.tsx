import type { SharedTerminal } from "@pilothouse/sdk";
import { type ReactNode, useEffect } from "react";
import { plainTitle } from "../terminals/describe.ts";
import { Mark } from "../ui/mark.tsx";

interface SharedHeaderProps {
  title: string;
  opened: SharedTerminal["opened"];
  children: ReactNode;
}

/** What a guest looks at, and by whose leave; the page's title goes with it. */
export function SharedHeader({ title: given, opened, children }: SharedHeaderProps): ReactNode {
  const title = plainTitle(given);
  useEffect(() => {
    document.title = `${title} · Pilothouse`;
  }, [title]);
  return (
    <header className="flex min-h-10 flex-wrap items-center gap-x-3 border-b border-line bg-panel px-3 py-1">
      <Mark />
      <h1 className="min-w-0 truncate font-medium max-sm:flex-1">{title}</h1>
      <span className="min-w-0 truncate text-xs text-ink-soft max-sm:order-last max-sm:basis-full">
        Read only, shared by {plainTitle(opened.sharedBy) || "its owner"}
      </span>
      {children}
    </header>
  );
}
