import type { ProjectSort } from "@pilothouse/contracts";
import { getRouteApi } from "@tanstack/react-router";
import { FolderGit2, Plus, SearchX } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useMay } from "../session/needs.ts";
import { SearchBox } from "../search/search-box.tsx";
import { Answered } from "../ui/answered.tsx";
import { Button } from "../ui/button.tsx";
import { Face } from "../ui/faces.tsx";
import { SelectField } from "../ui/field.tsx";
import { Page } from "../ui/page.tsx";
import { ProjectDialog } from "./project-dialog.tsx";
import { ProjectsTable } from "./projects-table.tsx";
import { SORTS } from "./projects-search.ts";
import { useProjects } from "./use-projects.ts";

const route = getRouteApi("/app/projects");
const SORT_NAMES: Readonly<Record<ProjectSort, string>> = {
  last: "Last used",
  name: "Name",
  cost: "Spend",
  conversations: "Conversations",
};

/** Where agents have worked. */
export function ProjectsPage(): ReactNode {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const projects = useProjects(search);
  const [adding, setAdding] = useState(false);
  const may = useMay();
  const { sort: _sort, ...unsorted } = search;
  const { q: _q, ...unnamed } = search;
  const { archived: _archived, ...unarchived } = search;
  const show = (next: typeof search): void => void navigate({ search: next, replace: true });
  return (
    <Page
      title="Projects"
      lead="The folders that agents worked in: a repository with all its worktrees is one."
      actions={
        may("projects.create") && (
          <Button tone="primary" onClick={() => setAdding(true)}>
            <Plus size={15} aria-hidden />
            New project
          </Button>
        )
      }
    >
      <div className="flex flex-wrap items-end gap-x-3">
        <div className="min-w-52 flex-1">
          <SearchBox
            words={search.q ?? ""}
            label="Find a project by name or folder"
            placeholder="Part of a name or folder"
            arrives={false}
            onChange={(q) => show(q === "" ? unnamed : { ...search, q })}
          />
        </div>
        <label className="mb-3 flex h-8 items-center gap-2 max-sm:h-11">
          <input
            type="checkbox"
            className="size-4 accent-accent"
            checked={search.archived === true}
            onChange={({ target }) => show(target.checked ? { ...search, archived: true } : unarchived)}
          />
          Archived too
        </label>
        <div className="mb-3 w-40">
          <SelectField
            label="Sort by"
            value={search.sort ?? "last"}
            onChange={({ target }) => {
              const sort = SORTS.find((name) => name === target.value);
              show(sort ? { ...search, sort } : unsorted);
            }}
          >
            {SORTS.map((name) => (
              <option key={name} value={name}>
                {SORT_NAMES[name]}
              </option>
            ))}
          </SelectField>
        </div>
      </div>
      <div className="overflow-hidden rounded border border-line bg-panel">
        <Answered query={projects} what="your projects">
          {({ pages }) => {
            const list = pages.flatMap((page) => page.projects);
            return list.length === 0 ? <Nothing filtered={search.q !== undefined} /> : <ProjectsTable projects={list} />;
          }}
        </Answered>
      </div>
      {projects.hasNextPage && (
        <Button className="mt-3" busy={projects.isFetchingNextPage} onClick={() => void projects.fetchNextPage()}>
          Show more
        </Button>
      )}
      {adding && <ProjectDialog project={null} onClose={() => setAdding(false)} />}
    </Page>
  );
}

function Nothing({ filtered }: { filtered: boolean }): ReactNode {
  if (filtered) return <Face icon={SearchX} title="No project matches" />;
  return (
    <Face icon={FolderGit2} title="No projects yet">
      <p>
        A project appears when an agent works in a folder whose transcripts are read. Start one in a terminal, or ask an
        administrator to make the folder of your transcripts yours.
      </p>
    </Face>
  );
}
