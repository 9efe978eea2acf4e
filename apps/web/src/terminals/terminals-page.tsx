import { getRouteApi, Link } from "@tanstack/react-router";
import { LayoutGrid, Plus, SearchX, SquareTerminal, TextSearch } from "lucide-react";
import type { ReactNode } from "react";
import { useMay } from "../session/needs.ts";
import { openDialog } from "../shell/open-dialog.ts";
import { Button, buttonClass } from "../ui/button.tsx";
import { Face } from "../ui/faces.tsx";
import { Kbd } from "../ui/kbd.tsx";
import { Page } from "../ui/page.tsx";
import { filterTerminals } from "./filter.ts";
import { TerminalFilters } from "./terminal-filters.tsx";
import { TerminalList } from "./terminal-list.tsx";
import { useTerminals } from "./use-terminals.ts";

const route = getRouteApi("/app/terminals");

export function TerminalsPage(): ReactNode {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const view = useTerminals();
  const all = view.terminals ?? [];
  const shown = filterTerminals(all, search);
  return (
    <Page
      title="Terminals"
      actions={
        <>
          <Link to="/terminals/grid" search={search} className={buttonClass()} title="Grid of live terminals (g g)">
            <LayoutGrid size={15} aria-hidden />
            Grid
          </Link>
          <PageActions />
        </>
      }
    >
      <TerminalFilters terminals={all} search={search} onChange={(next) => void navigate({ search: next, replace: true })} />
      <div className="overflow-hidden rounded border border-line bg-panel">
        <TerminalList
          view={view}
          shown={shown}
          label="Terminals"
          empty={
            all.length === 0 ? (
              <NoTerminals />
            ) : (
              <Face
                icon={SearchX}
                title="No terminal matches"
                action={<Button onClick={() => void navigate({ search: {}, replace: true })}>Clear filters</Button>}
              />
            )
          }
        />
      </div>
    </Page>
  );
}

function PageActions(): ReactNode {
  return (
    <>
      <Link to="/search" className={buttonClass()}>
        <TextSearch size={15} aria-hidden />
        Search output
      </Link>
      <NewTerminalButton />
    </>
  );
}

/** Nothing for those who only look. */
export function NewTerminalButton(): ReactNode {
  if (!useMay()("terminals.create")) return null;
  return (
    <Button tone="primary" onClick={() => openDialog({ name: "new-terminal" })} title="New terminal (n)">
      <Plus size={15} aria-hidden />
      New terminal
    </Button>
  );
}

export function NoTerminals(): ReactNode {
  if (!useMay()("terminals.create")) return <NothingToLookAt />;
  return (
    <Face icon={SquareTerminal} title="No terminals yet" action={<NewTerminalButton />}>
      <p>
        A terminal runs a shell or a coding agent on this server and goes on when you close the page. Press <Kbd>n</Kbd> to start
        one.
      </p>
    </Face>
  );
}

function NothingToLookAt(): ReactNode {
  return (
    <Face icon={SquareTerminal} title="No terminals yet">
      <p>Viewers look at terminals and start none. Ask an administrator for the role member to work in one.</p>
    </Face>
  );
}
