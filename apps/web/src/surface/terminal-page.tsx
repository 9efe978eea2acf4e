import { getRouteApi } from "@tanstack/react-router";
import { type ReactNode, useMemo, useState } from "react";
import { useUser } from "../session/use-user.ts";
import { useTerminals } from "../terminals/use-terminals.ts";
import { TerminalStage } from "./terminal-stage.tsx";
import type { Panes } from "./panes.ts";
import { openTabs } from "./open-tabs.ts";

const route = getRouteApi("/app/terminals/$id");

/** The terminal of the URL, the one beside it, and the tabs. */
export function TerminalPage(): ReactNode {
  const { id } = route.useParams();
  const { beside } = route.useSearch();
  const navigate = route.useNavigate();
  const user = useUser();
  const [focus, setFocus] = useState<Panes["focus"]>("main");
  const { terminals } = useTerminals();
  const byId = useMemo(() => terminals && new Map(terminals.map((terminal) => [terminal.id, terminal])), [terminals]);
  const other = beside && beside !== id ? beside : null;
  const panes: Panes = { main: id, beside: other, focus: other ? focus : "main" };

  const show = async (next: Panes | null): Promise<void> => {
    if (!next) return navigate({ to: "/terminals" });
    setFocus(next.focus);
    if (next.main === panes.main && next.beside === panes.beside) return;
    await navigate({
      to: "/terminals/$id",
      params: { id: next.main },
      search: next.beside ? { beside: next.beside } : {},
    });
  };

  if (!user) return null;
  return <TerminalStage user={user} panes={panes} show={show} terminals={byId} openTabs={openTabs(user.id)} />;
}
