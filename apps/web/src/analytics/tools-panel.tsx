import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { api } from "../api/query.ts";
import { Answered } from "../ui/answered.tsx";
import { Panel } from "../ui/page.tsx";
import type { Asked } from "./analytics-search.ts";
import type { ConversationsFilter } from "./conversations-link.tsx";
import { ToolsTable } from "./tools-table.tsx";
import { REFRESH_MS } from "./use-usage.ts";

/** What the tools did that models called. */
export function ToolsPanel({ asked, filter }: { asked: Asked; filter: ConversationsFilter }): ReactNode {
  const tools = useQuery(
    api.analytics.tools.queryOptions(asked, { placeholderData: keepPreviousData, refetchInterval: REFRESH_MS }),
  );
  return (
    <Panel title="Tools">
      <Answered query={tools} what="the tools">
        {(report) => <ToolsTable tools={report.tools} filter={filter} />}
      </Answered>
    </Panel>
  );
}
