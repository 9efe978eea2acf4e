import { getRouteApi, Link } from "@tanstack/react-router";
import { LayoutGrid, List } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useRef } from "react";
import { useTerminalCanvas } from "../surface/use-terminal-canvas.ts";
import { filterTerminals } from "../terminals/filter.ts";
import { TerminalFilters } from "../terminals/terminal-filters.tsx";
import { NewTerminalButton, NoTerminals } from "../terminals/terminals-page.tsx";
import { liveTerminals } from "../terminals/terminals.ts";
import { useTerminals } from "../terminals/use-terminals.ts";
import { Button, buttonClass } from "../ui/button.tsx";
import { cx } from "../ui/cx.ts";
import { Face, FailureFace, SkeletonRows } from "../ui/faces.tsx";
import { GridTile } from "./grid-tile.tsx";
import { stepInGrid } from "./step-in-grid.ts";

const route = getRouteApi("/app/terminals/grid");

/** Every terminal as a live small screen. */
export function GridPage(): ReactNode {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const view = useTerminals();
  const list = useRef<HTMLUListElement>(null);
  useTerminalCanvas();
  const all = view.terminals ?? [];
  const shown = filterTerminals(all, search);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (list.current && stepInGrid(list.current, event.key)) event.preventDefault();
  };
  return (
    <div className="w-full px-4 pt-4 pb-16 max-sm:px-3">
      <header className="mb-3 flex flex-wrap items-center gap-x-4 gap-y-2">
        <h1 className="flex-1 text-lg font-semibold">Terminals</h1>
        <Link to="/terminals" search={search} className={buttonClass()}>
          <List size={15} aria-hidden />
          List
        </Link>
        <NewTerminalButton />
      </header>
      <TerminalFilters terminals={all} search={search} onChange={(next) => void navigate({ search: next, replace: true })} />
      {view.failure ? (
        <FailureFace error={view.failure} what="your terminals" onRetry={() => liveTerminals.retry()} />
      ) : !view.terminals ? (
        <SkeletonRows what="your terminals" />
      ) : shown.length > 0 ? (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- arrows move between the links inside.
        <ul
          ref={list}
          aria-label="Terminals"
          onKeyDown={onKeyDown}
          className={cx(
            "grid grid-cols-[repeat(auto-fill,minmax(min(100%,320px),1fr))] gap-3",
            view.staleSince !== null && "opacity-60",
          )}
        >
          {shown.map((terminal) => (
            <GridTile key={terminal.id} terminal={terminal} />
          ))}
        </ul>
      ) : all.length === 0 ? (
        <NoTerminals />
      ) : (
        <Face
          icon={LayoutGrid}
          title="No terminal matches"
          action={<Button onClick={() => void navigate({ search: {}, replace: true })}>Clear filters</Button>}
        />
      )}
    </div>
  );
}
