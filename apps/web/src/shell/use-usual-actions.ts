import { useNavigate } from "@tanstack/react-router";
import {
  CircleQuestionMark,
  CornerDownLeft,
  Inbox,
  LayoutGrid,
  LogOut,
  MessageSquareText,
  Monitor,
  Moon,
  PanelLeft,
  PiggyBank,
  Plus,
  Search,
  Settings,
  Sun,
  TextSearch,
} from "lucide-react";
import { useMemo } from "react";
import { toast } from "sonner";
import type { Action } from "../actions/actions.ts";
import { useActions } from "../actions/use-actions.ts";
import { session } from "../api/client.ts";
import { sentenceOf } from "../api/fault.ts";
import { prefer, preferences } from "../preferences/preferences.ts";
import { useNeeding } from "../attention/use-needing.ts";
import { useMay } from "../session/needs.ts";
import { useUser } from "../session/use-user.ts";
import { useCreateTerminal } from "../terminals/use-create-terminal.ts";
import { entriesFor } from "./navigation.ts";
import { openDialog } from "./open-dialog.ts";

const APPEARANCE: readonly Action[] = [
  { id: "theme-light", label: "Light theme", group: "Appearance", icon: Sun, run: () => prefer({ theme: "light" }) },
  { id: "theme-dark", label: "Dark theme", group: "Appearance", icon: Moon, run: () => prefer({ theme: "dark" }) },
  {
    id: "theme-system",
    label: "Theme of the system",
    group: "Appearance",
    icon: Monitor,
    run: () => prefer({ theme: "system" }),
  },
  {
    id: "rail",
    label: "Show or hide the names in the rail",
    group: "Appearance",
    icon: PanelLeft,
    leaderKey: "b",
    keywords: "sidebar focus",
    run: () => prefer({ railCollapsed: !preferences.get().railCollapsed }),
  },
];

const HELP: Action = {
  id: "shortcuts",
  label: "Shortcuts",
  group: "Help",
  icon: CircleQuestionMark,
  keys: "?",
  leaderKey: "?",
  keywords: "keys help",
  run: () => openDialog({ name: "shortcuts" }),
};

const PALETTE: Action = {
  id: "palette",
  label: "Search and commands",
  group: "Help",
  icon: Search,
  leaderKey: "k",
  run: () => openDialog({ name: "palette" }),
};

const SIGN_OUT: Action = {
  id: "sign-out",
  label: "Sign out",
  group: "Account",
  icon: LogOut,
  keywords: "logout",
  run: () => {
    session.signOut().catch((error: unknown) => toast.error(`Could not sign out. ${sentenceOf(error)}`));
  },
};

function newTerminals(create: ReturnType<typeof useCreateTerminal>): readonly Action[] {
  return [
    {
      id: "new",
      label: "New terminal…",
      group: "Terminal",
      icon: Plus,
      keys: "n",
      leaderKey: "n",
      run: () => openDialog({ name: "new-terminal" }),
    },
    {
      id: "new-shell",
      label: "New shell in the home folder",
      group: "Terminal",
      icon: CornerDownLeft,
      keys: "N",
      keywords: "bash zsh quick",
      run: () => void create({}),
    },
  ];
}

/** The actions that are on offer on every page. */
export function useUsualActions(): void {
  const navigate = useNavigate();
  const create = useCreateTerminal();
  const oldest = useNeeding()[0]?.id;
  const role = useUser()?.role ?? "viewer";
  const starts = useMay()("terminals.create");
  const list = useMemo((): readonly Action[] => {
    const go = entriesFor(role).map(({ to, label, icon, key }): Action => ({
      id: `go-${to}`,
      label,
      group: "Go to",
      icon,
      keys: `g ${key}`,
      run: () => void navigate({ to }),
    }));
    return [
      ...(starts ? newTerminals(create) : []),
      ...(oldest === undefined
        ? []
        : [
            {
              id: "needs-you",
              label: "Terminal that needs you",
              group: "Go to" as const,
              icon: Inbox,
              keys: "g i",
              leaderKey: "i",
              run: () => void navigate({ to: "/terminals/$id", params: { id: oldest } }),
            },
          ]),
      ...go,
      {
        id: "go-grid",
        label: "Grid of live terminals",
        group: "Go to",
        icon: LayoutGrid,
        keys: "g g",
        leaderKey: "g",
        keywords: "overview tiles all",
        run: () => void navigate({ to: "/terminals/grid" }),
      },
      {
        id: "go-search",
        label: "Search all terminals",
        group: "Go to",
        icon: TextSearch,
        keys: "g f",
        keywords: "find output lines",
        run: () => void navigate({ to: "/search" }),
      },
      {
        id: "go-search-conversations",
        label: "Search all conversations",
        group: "Go to",
        icon: MessageSquareText,
        keywords: "find prompts answers transcripts",
        run: () => void navigate({ to: "/search", search: { in: "conversations" } }),
      },
      {
        id: "go-budgets",
        label: "Budgets",
        group: "Go to",
        icon: PiggyBank,
        keywords: "limits spend cost money",
        run: () => void navigate({ to: "/analytics/budgets" }),
      },
      {
        id: "go-settings",
        label: "Settings",
        group: "Go to",
        icon: Settings,
        keys: "g s",
        run: () => void navigate({ to: "/settings" }),
      },
      ...APPEARANCE,
      SIGN_OUT,
      PALETTE,
      HELP,
    ];
  }, [navigate, create, role, starts, oldest]);
  useActions(list);
}
