import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Command, defaultFilter } from "cmdk";
import { FolderGit2 } from "lucide-react";
import { type ReactNode, useMemo } from "react";
import { Dialog } from "@base-ui/react/dialog";
import { type Action, actions } from "../actions/actions.ts";
import { api } from "../api/query.ts";
import { closeDialog } from "../shell/open-dialog.ts";
import { keyLabel } from "../shortcuts/key-label.ts";
import { useStore } from "../store/use-store.ts";
import { plainTitle, stateOf } from "../terminals/describe.ts";
import { useTerminals } from "../terminals/use-terminals.ts";
import { Kbd } from "../ui/kbd.tsx";
import { StateMark } from "../ui/state-mark.tsx";
import { useArrivalFocus } from "../ui/use-arrival-focus.ts";

const GROUPS: readonly Action["group"][] = ["Terminal", "Go to", "Appearance", "Account", "Help"];
const ROW = "flex h-9 cursor-pointer items-center gap-2.5 rounded px-2 select-none data-[selected=true]:bg-hover max-sm:h-11";
const GROUP =
  "**:[[cmdk-group-heading]]:px-2 **:[[cmdk-group-heading]]:pt-2 **:[[cmdk-group-heading]]:pb-1 **:[[cmdk-group-heading]]:text-xs **:[[cmdk-group-heading]]:text-ink-faint";
/** More rows than this help nobody; the words narrow them down. */
const MOST_TERMINALS = 200;

/** Letters scattered over the words of something else, such as `light` in "Split right", are no match. */
const LEAST_SCORE = 0.1;

function closeMatch(value: string, search: string, keywords?: string[]): number {
  const score = defaultFilter?.(value, search, keywords) ?? 1;
  return score < LEAST_SCORE ? 0 : score;
}

/** Search over every action, terminal and project. */
export function Palette(): ReactNode {
  const offered = useStore(actions);
  const first = useArrivalFocus<HTMLInputElement>();
  const run = (action: () => void) => () => {
    closeDialog();
    action();
  };
  return (
    <Dialog.Root open onOpenChange={(open) => !open && closeDialog()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-scrim" />
        <Dialog.Popup
          aria-label="Search and commands"
          className="fixed top-[12vh] left-1/2 z-50 w-[calc(100vw-24px)] max-w-xl -translate-x-1/2 rounded border border-line bg-raised text-ink outline-none max-sm:top-3"
        >
          <Command label="Search and commands" loop filter={closeMatch}>
            <Command.Input
              ref={first}
              placeholder="Search terminals, projects and commands"
              className="h-11 w-full border-b border-line bg-transparent px-4 text-base outline-none placeholder:text-ink-faint"
            />
            <Command.List className="max-h-[55vh] overflow-y-auto p-1.5">
              <Command.Empty className="px-3 py-6 text-center text-ink-soft">Nothing goes by that name.</Command.Empty>
              <TerminalRows run={run} />
              <ProjectRows run={run} />
              {GROUPS.map((group) => (
                <Command.Group key={group} heading={group} className={GROUP}>
                  {offered
                    .filter((action) => action.group === group && action.id !== "palette" && !action.hiddenKey)
                    .map((action) => (
                      <ActionRow key={action.id} action={action} onSelect={run(action.run)} />
                    ))}
                </Command.Group>
              ))}
            </Command.List>
          </Command>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function ActionRow({ action, onSelect }: { action: Action; onSelect: () => void }): ReactNode {
  const Icon = action.icon;
  return (
    <Command.Item value={action.id} keywords={[action.label, action.keywords ?? ""]} onSelect={onSelect} className={ROW}>
      <Icon size={15} strokeWidth={1.75} aria-hidden className="text-ink-soft" />
      <span className="flex-1 truncate">{action.label}</span>
      {action.keys?.split(" ").map((key) => (
        <Kbd key={key}>{keyLabel(key)}</Kbd>
      ))}
    </Command.Item>
  );
}

function TerminalRows({ run }: { run: (action: () => void) => () => void }): ReactNode {
  const { terminals } = useTerminals();
  const navigate = useNavigate();
  const shown = useMemo(() => (terminals ?? []).slice(0, MOST_TERMINALS), [terminals]);
  if (shown.length === 0) return null;
  return (
    <Command.Group heading="Terminals" className={GROUP}>
      {shown.map((terminal) => (
        <Command.Item
          key={terminal.id}
          value={terminal.id}
          keywords={[plainTitle(terminal.title), terminal.command.join(" "), terminal.cwd]}
          onSelect={run(() => void navigate({ to: "/terminals/$id", params: { id: terminal.id } }))}
          className={ROW}
        >
          <StateMark state={stateOf(terminal)} />
          <span className="truncate">{plainTitle(terminal.title)}</span>
          <span className="ml-auto truncate font-mono text-xs text-ink-faint">{terminal.cwd}</span>
        </Command.Item>
      ))}
    </Command.Group>
  );
}

function ProjectRows({ run }: { run: (action: () => void) => () => void }): ReactNode {
  const projects = useQuery(api.projects.list.queryOptions({}));
  const navigate = useNavigate();
  const shown = projects.data?.projects ?? [];
  if (shown.length === 0) return null;
  return (
    <Command.Group heading="Projects" className={GROUP}>
      {shown.map(({ id, name, folders }) => (
        <Command.Item
          key={id}
          value={id}
          keywords={[plainTitle(name), ...folders]}
          onSelect={run(() => void navigate({ to: "/projects/$id", params: { id } }))}
          className={ROW}
        >
          <FolderGit2 size={15} strokeWidth={1.75} aria-hidden className="text-ink-soft" />
          <span className="truncate">{plainTitle(name)}</span>
          <span className="ml-auto truncate font-mono text-xs text-ink-faint">{folders[0] && plainTitle(folders[0])}</span>
        </Command.Item>
      ))}
    </Command.Group>
  );
}
