import type { Role, TeamRole, TokenScope } from "@pilothouse/contracts";

/**
 * `public`: anyone. `user`: anyone signed in, about themselves. `own`: anyone signed in, about objects they own; the rest
 * does not exist for them (404). `team`: the same, about teams they are in. `shared`: the same, and who came by a share link, about what it shows; such guests may
 * call nothing else, not even what is public. `admin`: administrators.
 */
export type Access = "public" | "user" | "own" | "team" | "shared" | "admin";

/** Who may call one procedure. */
export interface Permission {
  readonly access: Access;
  /** The least role that may, of those who are signed in. */
  readonly from: Role;
  /** The least scope of an API token that may; `null`: none may, somebody has to sign in. */
  readonly scope: TokenScope | null;
  /**
   * The least role in a team that may, where a team is meant or what belongs to one; other members are refused (403), and
   * for the rest it does not exist. Left out: teams have nothing of the kind.
   */
  readonly team?: TeamRole;
  /** The least role that may also name what belongs to others; left out: for everyone that is not there. */
  readonly others?: Role;
}

const anyone: Permission = { access: "public", from: "viewer", scope: "read" };
const looks = (access: Access): Permission => ({ access, from: "viewer", scope: "read" });
const works = (access: Access): Permission => ({ access, from: "member", scope: "write" });
/** What also those who only look set for themselves. */
const arranges = (access: Access): Permission => ({ access, from: "viewer", scope: "write" });
/** What is never left to an API token. */
const inPerson = (access: Access): Permission => ({ access, from: "viewer", scope: null });
/** The same with what a team has, for whoever is in it. */
const ofTeam = (permission: Permission): Permission => ({ ...permission, team: "member" });
const administers: Permission = { access: "admin", from: "admin", scope: "admin" };
/** What lets somebody in: an API token would outlive itself by it. */
const appoints: Permission = { ...administers, scope: null };

/** The one table of who may call what. A procedure without a row is refused for everyone. */
export const PERMISSIONS: Readonly<Record<string, Permission>> = {
  "health.check": anyone,
  "health.ready": anyone,
  "health.watch": looks("user"),

  "auth.providers": anyone,
  "auth.setup": anyone,
  "auth.login": anyone,
  "auth.verifyEmail": anyone,
  "auth.register": anyone,
  "auth.requestPasswordReset": anyone,
  "auth.resetPassword": anyone,
  "auth.refresh": anyone,
  "auth.logout": inPerson("user"),
  "auth.me": looks("user"),
  "auth.updateProfile": inPerson("user"),
  "auth.changePassword": inPerson("user"),
  "auth.logins.list": { ...looks("user"), others: "admin" },
  "auth.logins.revoke": { ...inPerson("own"), others: "admin" },

  "auth.passkeys.list": inPerson("user"),
  "auth.passkeys.begin": inPerson("user"),
  "auth.passkeys.add": inPerson("user"),
  "auth.passkeys.delete": inPerson("own"),
  "auth.passkeys.ask": anyone,
  "auth.passkeys.signIn": anyone,
  "auth.secondFactor.get": inPerson("user"),
  "auth.secondFactor.begin": inPerson("user"),
  "auth.secondFactor.confirm": inPerson("user"),
  "auth.secondFactor.disable": inPerson("user"),
  "auth.sso.begin": anyone,
  "auth.sso.link": inPerson("user"),
  "auth.sso.list": looks("user"),
  "auth.sso.unlink": inPerson("own"),

  "users.list": administers,
  "users.get": administers,
  "users.create": appoints,
  "users.update": appoints,
  "users.endTerminals": administers,
  "users.delete": administers,
  "users.resetPassword": appoints,
  "users.resetSecondFactor": appoints,
  "users.invitations.create": appoints,
  "users.invitations.list": administers,
  "users.invitations.revoke": administers,

  "teams.list": { ...looks("user"), others: "admin" },
  "teams.get": { ...looks("team"), team: "member", others: "admin" },
  "teams.create": administers,
  "teams.rename": { ...works("team"), team: "maintainer", others: "admin" },
  "teams.delete": { ...works("team"), team: "maintainer", others: "admin" },
  "teams.leave": { ...arranges("team"), team: "member" },
  // Who is let in stays in, also when the API token that did it has ended.
  "teams.members.add": { ...works("team"), scope: null, team: "maintainer", others: "admin" },
  "teams.members.setRole": { ...works("team"), scope: null, team: "maintainer", others: "admin" },
  "teams.members.remove": { ...works("team"), team: "maintainer", others: "admin" },

  "system.backup": administers,
  "system.backups": administers,

  "audit.list": administers,
  "audit.verify": administers,

  "apiKeys.list": looks("user"),
  "apiKeys.create": works("user"),
  "apiKeys.update": works("own"),
  "apiKeys.delete": works("own"),
  "vault.status": looks("user"),
  "vault.rotate": administers,
  "signingKeys.list": administers,
  "signingKeys.rotate": administers,
  "signingKeys.revoke": administers,

  "tokens.list": looks("user"),
  "tokens.create": inPerson("user"),
  "tokens.revoke": arranges("own"),

  "preferences.get": looks("user"),
  "preferences.set": arranges("user"),

  "runners.list": looks("user"),

  "attention.list": looks("user"),
  "attention.look": looks("user"),
  "attention.dismiss": ofTeam(works("own")),

  "push.key": looks("user"),
  "push.subscribe": arranges("user"),
  "push.unsubscribe": arranges("user"),
  "push.test": arranges("user"),

  // What one's own roots and those of one's teams hold.
  "conversations.list": looks("user"),
  "conversations.get": ofTeam(looks("own")),
  "conversations.messages": ofTeam(looks("own")),
  "conversations.block": ofTeam(looks("own")),
  "conversations.analytics": ofTeam(looks("own")),
  "conversations.search": ofTeam(looks("own")),
  "conversations.watch": ofTeam(looks("own")),
  "projects.list": looks("user"),
  "projects.get": ofTeam(looks("own")),
  "projects.create": works("user"),
  "projects.update": ofTeam(works("own")),
  // One that was found says that it cannot be deleted.
  "projects.delete": ofTeam(works("own")),
  "analytics.usage": ofTeam(looks("own")),
  "analytics.cost": looks("user"),
  "analytics.tools": ofTeam(looks("own")),
  "analytics.activity": ofTeam(looks("own")),
  "analytics.budgets.list": looks("user"),
  "analytics.budgets.create": works("user"),
  "analytics.budgets.update": works("own"),
  "analytics.budgets.delete": works("own"),
  "events.subscribe": looks("user"),
  "sources.list": administers,
  // Whoever gets a root reads all that was written there: an API token would outlive itself by it.
  "sources.assign": appoints,
  "connections.status": administers,
  "connections.list": administers,

  "terminals.create": works("user"),
  "terminals.list": { ...looks("user"), others: "operator" },
  "terminals.watch": looks("user"),
  "terminals.get": ofTeam(looks("own")),
  // Without control, for those who only look.
  "terminals.attach": ofTeam(looks("shared")),
  "terminals.write": ofTeam(works("own")),
  "terminals.ack": ofTeam(looks("shared")),
  "terminals.resize": ofTeam(works("own")),
  "terminals.signal": ofTeam(works("own")),
  "terminals.takeControl": ofTeam(works("own")),
  "terminals.rename": ofTeam(works("own")),
  // Also for who made it.
  "terminals.move": { ...works("own"), team: "maintainer" },
  "terminals.close": ofTeam(works("own")),
  "terminals.delete": ofTeam(works("own")),
  "terminals.resume": ofTeam(works("own")),
  "terminals.history": ofTeam(looks("own")),
  "terminals.scrollback": ofTeam(looks("own")),
  "terminals.search": ofTeam(looks("own")),
  "terminals.inputs": ofTeam(looks("own")),
  "terminals.keep": ofTeam(works("own")),
  "terminals.shares.create": ofTeam(works("own")),
  "terminals.shares.list": ofTeam(looks("own")),
  "terminals.shares.revoke": ofTeam(works("own")),
  "terminals.shares.open": anyone,
  "terminals.timeline": ofTeam(looks("shared")),
  "terminals.screenAt": ofTeam(looks("shared")),
  "terminals.replay": ofTeam(looks("shared")),
};
