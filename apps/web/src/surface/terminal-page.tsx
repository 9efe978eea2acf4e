import { getRouteApi } from "@tanstack/react-router";
import { type ReactNode, useCallback, useMemo } from "react";
import { useUser } from "../session/use-user.ts";
import { useTerminals } from "../terminals/use-terminals.ts";
import { useLayout } from "./layout/use-layout.ts";
import { TerminalStage } from "./terminal-stage.tsx";

const route = getRouteApi("/app/terminals/$id");

/** The terminal of the URL, which has the keys, among the panes of its tab. */
export function TerminalPage(): ReactNode {
  const { id } = route.useParams();
  const { beside } = route.useSearch();
  const navigate = route.useNavigate();
  const user = useUser();
  const { terminals } = useTerminals();
  const byId = useMemo(() => terminals && new Map(terminals.map((terminal) => [terminal.id, terminal])), [terminals]);
  const onPlaced = useCallback(() => void navigate({ search: {}, replace: true }), [navigate]);
  const stage = useLayout({ active: id, beside, onPlaced, terminals: byId });
  const go = useCallback(
    async (next: string | null, how: { replace: boolean }) => {
      if (next === null) await navigate({ to: "/terminals" });
      else if (next !== id) await navigate({ to: "/terminals/$id", params: { id: next }, search: {}, replace: how.replace });
    },
    [navigate, id],
  );
  if (!user) return null;
  return <TerminalStage user={user} active={id} stage={stage} go={go} terminals={byId} />;
}
