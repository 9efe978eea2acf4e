import { Link } from "@tanstack/react-router";
import { lazy, type ReactNode, Suspense } from "react";
import { NeedsPanel } from "../attention/needs-panel.tsx";
import { useUser } from "../session/use-user.ts";
import { TerminalList } from "../terminals/terminal-list.tsx";
import { NewTerminalButton, NoTerminals } from "../terminals/terminals-page.tsx";
import { useTerminals } from "../terminals/use-terminals.ts";
import { Page, Panel } from "../ui/page.tsx";
import { homeLead } from "./home-lead.ts";

const LAST_ENDED = 6;

/** It comes after the terminals, so that these are there at once. */
const HomeRecord = lazy(async () => ({ default: (await import("./home-record.tsx")).HomeRecord }));

/** What needs somebody, what runs, what it cost, and what was last. */
export function HomePage(): ReactNode {
  const user = useUser();
  const view = useTerminals();
  const all = view.terminals ?? [];
  const running = all.filter(({ status }) => status === "running");
  const ended = all.filter(({ status }) => status !== "running").slice(0, LAST_ENDED);
  return (
    <Page
      title={user ? `Hello, ${user.name.split(" ")[0]}` : "Home"}
      lead={homeLead(view.terminals)}
      actions={<NewTerminalButton />}
    >
      <NeedsPanel />
      <Panel title="Running now">
        <TerminalList
          view={view}
          shown={running}
          label="Running terminals"
          empty={all.length === 0 ? <NoTerminals /> : <p className="px-3 py-4 text-ink-soft">Nothing runs at the moment.</p>}
        />
      </Panel>
      <Suspense>
        <HomeRecord />
      </Suspense>
      {ended.length > 0 && (
        <Panel
          title="Ended last"
          aside={
            <Link to="/terminals" search={{ status: "exited" }} className="text-accent hover:underline">
              See all
            </Link>
          }
        >
          <TerminalList view={view} shown={ended} label="Ended terminals" empty={null} />
        </Panel>
      )}
    </Page>
  );
}
