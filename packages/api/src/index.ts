import { router } from "./procedures.ts";
import { analytics } from "./routers/analytics.ts";
import { apiKeys } from "./routers/api-keys.ts";
import { attention } from "./routers/attention.ts";
import { audit } from "./routers/audit.ts";
import { auth } from "./routers/auth.ts";
import { connections } from "./routers/connections.ts";
import { conversations } from "./routers/conversations.ts";
import { events } from "./routers/events.ts";
import { health } from "./routers/health.ts";
import { preferences } from "./routers/preferences.ts";
import { projects } from "./routers/projects.ts";
import { push } from "./routers/push.ts";
import { runners } from "./routers/runners.ts";
import { signingKeys } from "./routers/signing-keys.ts";
import { sources } from "./routers/sources.ts";
import { system } from "./routers/system.ts";
import { teams } from "./routers/teams.ts";
import { terminals } from "./routers/terminals.ts";
import { tokens } from "./routers/tokens.ts";
import { users } from "./routers/users.ts";
import { vault } from "./routers/vault.ts";

export const appRouter = router({
  analytics,
  apiKeys,
  attention,
  audit,
  auth,
  connections,
  conversations,
  events,
  health,
  preferences,
  projects,
  push,
  runners,
  signingKeys,
  sources,
  system,
  teams,
  terminals,
  tokens,
  users,
  vault,
});
export type AppRouter = typeof appRouter;

export { Allowance } from "./allowance.ts";
export { countCall } from "./count-call.ts";
export { Rates } from "./rates.ts";
export type { BrowserCookies, Context } from "./context.ts";
export { failureMeta, faultBody } from "./failure.ts";
export type { Analytics, Budgets, Connections, Conversations, Events, Projects, Sources } from "./observatory.ts";
export { type Permission, PERMISSIONS } from "./permissions.ts";
export type {
  Attention,
  Audit,
  ClientOrigin,
  Health,
  Identity,
  Numbered,
  Push,
  Runners,
  Services,
  Shares,
  SignedIn,
  SocketGate,
  System,
  Terminals,
  Vault,
} from "./services.ts";
