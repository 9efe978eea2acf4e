import type { EventChannel } from "@pilothouse/contracts";
import { useQuery } from "@tanstack/react-query";
import { FolderInput } from "lucide-react";
import type { ReactNode } from "react";
import { api } from "../api/query.ts";
import { useReadingAnew } from "../events/use-reading-anew.ts";
import { useMay } from "../session/needs.ts";
import { Answered } from "../ui/answered.tsx";
import { Face } from "../ui/faces.tsx";
import { Page } from "../ui/page.tsx";
import { SourcePanel } from "./source-panel.tsx";

const CHANNELS: readonly EventChannel[] = ["system"];
const REFRESH_MS = 10_000;

/** Where transcripts are read from, and whose they are. */
export function SourcesPage(): ReactNode {
  const admin = useMay()("users.list");
  const sources = useQuery(api.sources.list.queryOptions(undefined, { refetchInterval: REFRESH_MS }));
  const users = useQuery(api.users.list.queryOptions(undefined, { enabled: admin }));
  const teams = useQuery(api.teams.list.queryOptions());
  useReadingAnew(CHANNELS, sources.refetch);
  return (
    <Page title="Transcripts" lead="The folders in which agents write down their conversations, and who may read them.">
      <Answered query={sources} what="the folders of transcripts">
        {(list) =>
          list.length === 0 ? (
            <Face icon={FolderInput} title="No folder is read">
              <p>
                The settings CLAUDE_PROJECTS_PATH, CODEX_SESSIONS_PATH and GEMINI_TMP_PATH name the folders that agents write to.
              </p>
            </Face>
          ) : (
            list.map((source) => (
              <SourcePanel key={source.id} source={source} users={users.data ?? []} teams={teams.data ?? []} />
            ))
          )
        }
      </Answered>
    </Page>
  );
}
