import type { Project } from "@pilothouse/contracts";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Archive, ArchiveRestore, Ellipsis, Pencil, Trash2 } from "lucide-react";
import { type ReactNode, useState } from "react";
import { toast } from "sonner";
import { sentenceOf } from "../api/fault.ts";
import { api } from "../api/query.ts";
import { useMay } from "../session/needs.ts";
import { plainTitle } from "../terminals/describe.ts";
import { Button } from "../ui/button.tsx";
import { Menu } from "../ui/menu.tsx";
import { DeleteProjectDialog } from "./delete-project-dialog.tsx";
import { ProjectDialog } from "./project-dialog.tsx";

/** What can be done to a project. Nothing for those who only look. */
export function ProjectMenu({ project }: { project: Project }): ReactNode {
  const [open, setOpen] = useState<"edit" | "delete" | null>(null);
  const putAway = usePuttingAway(project);
  const may = useMay();
  if (!may("projects.update")) return null;
  const archive =
    project.archivedAt === null
      ? { label: "Archive project", icon: Archive, run: () => putAway(true) }
      : { label: "Take out of the archive", icon: ArchiveRestore, run: () => putAway(false) };
  return (
    <>
      <Menu
        trigger={
          <Button>
            <Ellipsis size={15} aria-hidden />
            Change project
          </Button>
        }
        groups={[
          [{ label: "Edit project…", icon: Pencil, run: () => setOpen("edit") }, archive],
          project.created ? [{ label: "Delete project…", icon: Trash2, danger: true, run: () => setOpen("delete") }] : [],
        ]}
      />
      {open === "edit" && <ProjectDialog project={project} onClose={() => setOpen(null)} />}
      {open === "delete" && <DeleteProjectDialog project={project} onClose={() => setOpen(null)} />}
    </>
  );
}

/** Archives a project or takes it back; either can be undone at once. */
function usePuttingAway({ id, name }: Project): (archived: boolean) => void {
  const queryClient = useQueryClient();
  const update = useMutation(
    api.projects.update.mutationOptions({
      onError: (error) => toast.error(`Nothing was changed. ${sentenceOf(error)}`),
      onSettled: () => queryClient.invalidateQueries(api.projects.pathFilter()),
    }),
  );
  const put = (archived: boolean): void =>
    update.mutate(
      { id, archived },
      {
        onSuccess: () => {
          toast(archived ? `${plainTitle(name)} is archived` : `${plainTitle(name)} is back in the list`, {
            duration: 10_000,
            action: { label: "Undo", onClick: () => put(!archived) },
          });
        },
      },
    );
  return put;
}
