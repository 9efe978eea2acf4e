import { router } from "./procedures.ts";
import { apiKeys } from "./routers/api-keys.ts";
import { attention } from "./routers/attention.ts";
import { audit } from "./routers/audit.ts";
import { auth } from "./routers/auth.ts";
import { health } from "./routers/health.ts";
import { preferences } from "./routers/preferences.ts";
import { push } from "./routers/push.ts";
import { runners } from "./routers/runners.ts";
import { signingKeys } from "./routers/signing-keys.ts";
import { system } from "./routers/system.ts";
import { teams } from "./routers/teams.ts";
import { terminals } from "./routers/terminals.ts";
import { tokens } from "./routers/tokens.ts";
import { users } from "./routers/users.ts";
import { vault } from "./routers/vault.ts";

export const appRouter = router({
  apiKeys,
  attention,
  audit,
  auth,
  health,
  preferences,
  push,
  runners,
  signingKeys,
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
