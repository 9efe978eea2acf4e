import { Outlet, useMatch } from "@tanstack/react-router";
import { lazy, type ReactNode, Suspense } from "react";
import { useTabTitle } from "../attention/use-tab-title.ts";
import { useSettled } from "../notifications/use-settled.ts";
import { usePreferenceSync } from "../preferences/use-preference-sync.ts";
import { useUser } from "../session/use-user.ts";
import { LeaderHint } from "../shortcuts/leader-hint.tsx";
import { useShortcuts } from "../shortcuts/use-shortcuts.ts";
import { Dialogs } from "./dialogs.tsx";
import { BottomBar } from "./bottom-bar.tsx";
import { Rail } from "./rail.tsx";
import { TopBar } from "./top-bar.tsx";
import { useConnection } from "./use-connection.ts";
import { useUsualActions } from "./use-usual-actions.ts";
import { useVisibleHeight } from "./use-visible-height.ts";

const BudgetAlerts = lazy(async () => ({ default: (await import("../budgets/budget-alerts.tsx")).BudgetAlerts }));

/** The frame around every page of someone who is signed in. */
export function Shell(): ReactNode {
  const user = useUser();
  const inTerminal = useMatch({ from: "/app/terminals/$id", shouldThrow: false }) !== undefined;
  useConnection();
  usePreferenceSync(user?.id);
  useUsualActions();
  useShortcuts();
  useVisibleHeight();
  useTabTitle();
  useSettled();
  if (!user) return null;
  return (
    <div className="flex h-(--visible-height,100dvh) flex-col sm:flex-row">
      <a
        href="#content"
        className="sr-only focus:not-sr-only focus:absolute focus:z-50 focus:rounded focus:bg-raised focus:px-3 focus:py-2"
      >
        Skip to content
      </a>
      <Rail user={user} />
      <div className="flex min-h-0 min-w-0 flex-1 flex-col">
        {!inTerminal && <TopBar user={user} />}
        <main id="content" tabIndex={-1} className="flex min-h-0 flex-1 flex-col overflow-y-auto outline-none">
          <Suspense>
            <Outlet />
          </Suspense>
        </main>
      </div>
      {!inTerminal && <BottomBar user={user} />}
      <Dialogs />
      <Suspense>
        <BudgetAlerts />
      </Suspense>
      <LeaderHint />
    </div>
  );
}
