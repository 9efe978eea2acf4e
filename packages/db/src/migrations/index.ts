import type { Migration } from "../migration.ts";
import { accounts } from "./0001-accounts.ts";
import { settings } from "./0002-settings.ts";
import { terminals } from "./0003-terminals.ts";
import { activity } from "./0004-activity.ts";
import { push } from "./0005-push.ts";
import { care } from "./0007-care.ts";
import { generations } from "./0008-generations.ts";
import { inputAudit } from "./0009-input-audit.ts";
import { preferences } from "./0010-preferences.ts";
import { shares } from "./0011-shares.ts";
import { pushNames } from "./0012-push-names.ts";
import { audit } from "./0013-audit.ts";
import { vault } from "./0014-vault.ts";
import { grantedKeys } from "./0015-granted-keys.ts";
import { roles } from "./0016-roles.ts";
import { links } from "./0017-links.ts";
import { requestKeys } from "./0020-request-keys.ts";
import { signingKeys } from "./0021-signing-keys.ts";
import { secondFactors } from "./0022-second-factors.ts";
import { identities } from "./0023-identities.ts";
import { teams } from "./0024-teams.ts";
import { requestRuns } from "./0025-request-runs.ts";
import { transcripts } from "./0026-transcripts.ts";

/** In the order in which they run. Only append: what was released never changes. */
export const migrations: readonly Migration[] = [
  accounts,
  settings,
  terminals,
  activity,
  push,
  care,
  generations,
  inputAudit,
  preferences,
  shares,
  pushNames,
  audit,
  vault,
  grantedKeys,
  roles,
  links,
  requestKeys,
  signingKeys,
  secondFactors,
  identities,
  teams,
  requestRuns,
  transcripts,
];
