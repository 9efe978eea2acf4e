import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet, redirect } from "@tanstack/react-router";
import { usersSearch } from "./admin/users-search.ts";
import { session, signIn } from "./api/client.ts";
import { analyticsSearch } from "./analytics/analytics-search.ts";
import { auditSearch } from "./audit/audit-search.ts";
import { conversationsSearch, readerSearch } from "./conversations/conversations-search.ts";
import { returnPath } from "./session/return-path.ts";
import { projectsSearch } from "./projects/projects-search.ts";
import { replaySearch } from "./replay/replay-search.ts";
import { outputSearch } from "./search/search-params.ts";
import { NotFoundPage } from "./shell/not-found-page.tsx";
import { RouteErrorPage } from "./shell/route-error-page.tsx";
import { Shell } from "./shell/shell.tsx";
import { terminalSearch, terminalsSearch } from "./terminals/search.ts";

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFoundPage });

const login = createRoute({
  getParentRoute: () => root,
  path: "/login",
  validateSearch: (search): { return?: string; problem?: string } => ({ ...pick(search, "return"), ...pick(search, "problem") }),
  beforeLoad: async () => {
    const providers = await signIn.providers();
    if (providers.setupRequired) throw redirect({ to: "/setup", replace: true });
    return { providers };
  },
  component: lazyRouteComponent(() => import("./session/login-page.tsx"), "LoginPage"),
});

/** Where somebody lands whom the server has just signed in: only its cookies know of it so far. */
const signedIn = createRoute({
  getParentRoute: () => root,
  path: "/signed-in",
  validateSearch: (search): { return?: string } => pick(search, "return"),
  beforeLoad: async ({ search }) => {
    if (!(await session.renew())) throw redirect({ to: "/login", replace: true });
    throw redirect({ href: returnPath(search.return), replace: true });
  },
});

const setup = createRoute({
  getParentRoute: () => root,
  path: "/setup",
  beforeLoad: async () => {
    const { setupRequired } = await signIn.providers();
    if (!setupRequired) throw redirect({ to: "/login", replace: true });
  },
  component: lazyRouteComponent(() => import("./session/setup-page.tsx"), "SetupPage"),
});

const register = createRoute({
  getParentRoute: () => root,
  path: "/register",
  component: lazyRouteComponent(() => import("./session/register-page.tsx"), "RegisterPage"),
});

const reset = createRoute({
  getParentRoute: () => root,
  path: "/reset",
  component: lazyRouteComponent(() => import("./session/reset-page.tsx"), "ResetPage"),
});

const forgot = createRoute({
  getParentRoute: () => root,
  path: "/forgot",
  component: lazyRouteComponent(() => import("./session/ask-link-page.tsx"), "ForgotPage"),
});

const join = createRoute({
  getParentRoute: () => root,
  path: "/join",
  component: lazyRouteComponent(() => import("./session/ask-link-page.tsx"), "JoinPage"),
});

const shared = createRoute({
  getParentRoute: () => root,
  path: "/s",
  component: lazyRouteComponent(() => import("./sharing/shared-page.tsx"), "SharedPage"),
});

const app = createRoute({
  getParentRoute: () => root,
  id: "app",
  beforeLoad: async ({ location }) => {
    const state = await session.load();
    if (state.status !== "signed-in") throw redirect({ to: "/login", search: returnTo(location.href), replace: true });
  },
  component: Shell,
});

/** A text of an address, if it has one of this name. */
function pick<Name extends string>(search: Record<string, unknown>, name: Name): { [key in Name]?: string } {
  const value = search[name];
  const found: { [key in Name]?: string } = {};
  if (typeof value === "string") found[name] = value;
  return found;
}

function returnTo(href: string): { return?: string } {
  return href === "/" ? {} : { return: href };
}

const home = createRoute({
  getParentRoute: () => app,
  path: "/",
  component: lazyRouteComponent(() => import("./home/home-page.tsx"), "HomePage"),
});

const terminals = createRoute({
  getParentRoute: () => app,
  path: "/terminals",
  validateSearch: terminalsSearch,
  component: lazyRouteComponent(() => import("./terminals/terminals-page.tsx"), "TerminalsPage"),
});

const grid = createRoute({
  getParentRoute: () => app,
  path: "/terminals/grid",
  validateSearch: terminalsSearch,
  component: lazyRouteComponent(() => import("./grid/grid-page.tsx"), "GridPage"),
});

const terminal = createRoute({
  getParentRoute: () => app,
  path: "/terminals/$id",
  validateSearch: terminalSearch,
  component: lazyRouteComponent(() => import("./surface/terminal-page.tsx"), "TerminalPage"),
});

const replay = createRoute({
  getParentRoute: () => app,
  path: "/terminals/$id/replay",
  validateSearch: replaySearch,
  component: lazyRouteComponent(() => import("./replay/replay-page.tsx"), "ReplayPage"),
});

const search = createRoute({
  getParentRoute: () => app,
  path: "/search",
  validateSearch: outputSearch,
  component: lazyRouteComponent(() => import("./search/search-page.tsx"), "SearchPage"),
});

const conversations = createRoute({
  getParentRoute: () => app,
  path: "/conversations",
  validateSearch: conversationsSearch,
  component: lazyRouteComponent(() => import("./conversations/conversations-page.tsx"), "ConversationsPage"),
});

const conversation = createRoute({
  getParentRoute: () => conversations,
  path: "/$id",
  validateSearch: readerSearch,
  component: lazyRouteComponent(() => import("./conversations/reader/conversation-page.tsx"), "ConversationPage"),
});

const analytics = createRoute({
  getParentRoute: () => app,
  path: "/analytics",
  validateSearch: analyticsSearch,
  component: lazyRouteComponent(() => import("./analytics/analytics-page.tsx"), "AnalyticsPage"),
});

const budgets = createRoute({
  getParentRoute: () => app,
  path: "/analytics/budgets",
  component: lazyRouteComponent(() => import("./budgets/budgets-page.tsx"), "BudgetsPage"),
});

const projects = createRoute({
  getParentRoute: () => app,
  path: "/projects",
  validateSearch: projectsSearch,
  component: lazyRouteComponent(() => import("./projects/projects-page.tsx"), "ProjectsPage"),
});

const project = createRoute({
  getParentRoute: () => app,
  path: "/projects/$id",
  component: lazyRouteComponent(() => import("./projects/project-page.tsx"), "ProjectPage"),
});

const teams = createRoute({
  getParentRoute: () => app,
  path: "/teams",
  component: lazyRouteComponent(() => import("./teams/teams-page.tsx"), "TeamsPage"),
});

const users = createRoute({
  getParentRoute: () => app,
  path: "/admin/users",
  validateSearch: usersSearch,
  component: lazyRouteComponent(() => import("./admin/users-page.tsx"), "UsersPage"),
});

const runners = createRoute({
  getParentRoute: () => app,
  path: "/admin/runners",
  component: lazyRouteComponent(() => import("./admin/runners-page.tsx"), "RunnersPage"),
});

const sources = createRoute({
  getParentRoute: () => app,
  path: "/admin/sources",
  component: lazyRouteComponent(() => import("./sources/sources-page.tsx"), "SourcesPage"),
});

const audit = createRoute({
  getParentRoute: () => app,
  path: "/admin/audit",
  validateSearch: auditSearch,
  component: lazyRouteComponent(() => import("./audit/audit-page.tsx"), "AuditPage"),
});

const settings = createRoute({
  getParentRoute: () => app,
  path: "/settings",
  validateSearch: (search): { problem?: string } => pick(search, "problem"),
  component: lazyRouteComponent(() => import("./settings/settings-page.tsx"), "SettingsPage"),
});

export const router = createRouter({
  routeTree: root.addChildren([
    login,
    signedIn,
    setup,
    register,
    reset,
    forgot,
    join,
    shared,
    app.addChildren([
      home,
      terminals,
      grid,
      terminal,
      replay,
      conversations.addChildren([conversation]),
      search,
      projects,
      project,
      analytics,
      budgets,
      teams,
      users,
      runners,
      sources,
      audit,
      settings,
    ]),
  ]),
  defaultErrorComponent: RouteErrorPage,
  defaultPreload: "intent",
  scrollRestoration: true,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
