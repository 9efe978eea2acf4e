import type { EventChannel, Project } from "@pilothouse/contracts";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { ChartColumn, FolderX } from "lucide-react";
import type { ReactNode } from "react";
import { ActivityPanel } from "../analytics/activity-panel.tsx";
import { askedOf, daysOf } from "../analytics/analytics-search.ts";
import { ConversationsLink } from "../analytics/conversations-link.tsx";
import { ConversationsPanel } from "../analytics/conversations-panel.tsx";
import { ToolsPanel } from "../analytics/tools-panel.tsx";
import { TopPanels } from "../analytics/top-panels.tsx";
import { UsagePanel } from "../analytics/usage-panel.tsx";
import { api } from "../api/query.ts";
import { isKind } from "../api/fault.ts";
import { useReadingAnew } from "../events/use-reading-anew.ts";
import { plainTitle } from "../terminals/describe.ts";
import { Ago } from "../time/ago.tsx";
import { useNow } from "../time/use-now.ts";
import { Answered } from "../ui/answered.tsx";
import { buttonClass } from "../ui/button.tsx";
import { Face } from "../ui/faces.tsx";
import { Page } from "../ui/page.tsx";
import { AGENT_WORDS } from "../conversations/words.ts";
import { ProjectMenu } from "./project-menu.tsx";

const route = getRouteApi("/app/projects/$id");
const CHANNELS: readonly EventChannel[] = ["projects"];
const SHOWN = 20;

/** One project: its last conversations, and what it cost in the last ninety days. */
export function ProjectPage(): ReactNode {
  const { id } = route.useParams();
  const project = useQuery(api.projects.get.queryOptions({ id }));
  useReadingAnew(CHANNELS, project.refetch);
  const now = useNow(60_000);
  const search = { period: "90d", project: id } as const;
  const asked = askedOf(search, now);
  const filter = { project: id, ...daysOf(search, now) };
  if (isKind(project.error, "not_found")) return <NoSuchProject />;
  return (
    <Page
      title={project.data ? plainTitle(project.data.name) : "Project"}
      lead={project.data?.description}
      actions={
        <>
          <Link to="/analytics" search={{ project: id }} className={buttonClass()}>
            <ChartColumn size={15} aria-hidden />
            Analytics
          </Link>
          {project.data && <ProjectMenu project={project.data} />}
        </>
      }
    >
      <div className="mb-6 overflow-hidden rounded border border-line bg-panel">
        <Answered query={project} what="this project" rows={1}>
          {(one) => <About project={one} />}
        </Answered>
      </div>
      <ConversationsPanel
        title="Last conversations"
        list={{ projectId: id, limit: SHOWN }}
        empty="No conversation yet."
        aside={
          <ConversationsLink aside filter={{ project: id }}>
            See all
          </ConversationsLink>
        }
      />
      <p className="mb-4 text-ink-soft">
        What follows is of the last 90 days.{" "}
        <Link to="/analytics" search={{ project: id }} className="text-accent underline">
          Look at another period
        </Link>
      </p>
      <UsagePanel asked={asked} filter={filter} />
      <TopPanels asked={asked} filter={filter} />
      <ToolsPanel asked={asked} filter={filter} />
      <ActivityPanel asked={asked} filter={filter} />
    </Page>
  );
}

function NoSuchProject(): ReactNode {
  return (
    <Page title="Project">
      <Face
        icon={FolderX}
        title="There is no such project"
        action={
          <Link to="/projects" className={buttonClass()}>
            All projects
          </Link>
        }
      >
        <p>The link may be old, or it was deleted.</p>
      </Face>
    </Page>
  );
}

function About({ project: { folders, agents, conversations, firstAt, archivedAt } }: { project: Project }): ReactNode {
  return (
    <div className="flex flex-col gap-1 px-3 py-2.5">
      {folders.map((folder) => (
        <code key={folder} className="font-mono text-xs break-all">
          {plainTitle(folder)}
        </code>
      ))}
      <p className="text-ink-soft">
        {conversations === 1 ? "1 conversation" : `${conversations.toLocaleString("en-US")} conversations`}
        {agents.length > 0 && ` with ${agents.map((agent) => AGENT_WORDS[agent]).join(", ")}`}
        {firstAt !== null && (
          <>
            , the first <Ago at={firstAt} />
          </>
        )}
        {archivedAt !== null && ". Archived"}
      </p>
    </div>
  );
}
