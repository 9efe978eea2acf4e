import type { Role, TokenScope } from "@pilothouse/contracts";

/**
 * `public`: anyone. `user`: anyone signed in, about themselves. `own`: anyone signed in, about objects they own; the rest
 * does not exist for them (404). `shared`: the same, and who came by a share link, about what it shows; such guests may
 * call nothing else, not even what is public. `admin`: administrators.
 */
export type Access = "public" | "user" | "own" | "shared" | "admin";

/** Who may call one procedure. */
export interface Permission {
  readonly access: Access;
  /** The least role that may, of those who are signed in. */
  readonly from: Role;
  /** The least scope of an API token that may; `null`: none may, somebody has to sign in. */
  readonly scope: TokenScope | null;
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
  "users.delete": administers,
  "users.resetPassword": appoints,
  "users.resetSecondFactor": appoints,
  "users.invitations.create": appoints,
  "users.invitations.list": administers,
  "users.invitations.revoke": administers,

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
  "attention.dismiss": works("own"),

  "push.key": looks("user"),
  "push.subscribe": arranges("user"),
  "push.unsubscribe": arranges("user"),
  "push.test": arranges("user"),

  "terminals.create": works("user"),
  "terminals.list": { ...looks("user"), others: "operator" },
  "terminals.watch": looks("user"),
  "terminals.get": looks("own"),
  // Without control, for those who only look.
  "terminals.attach": looks("shared"),
  "terminals.write": works("own"),
  "terminals.ack": looks("shared"),
  "terminals.resize": works("own"),
  "terminals.signal": works("own"),
  "terminals.takeControl": works("own"),
  "terminals.rename": works("own"),
  "terminals.close": works("own"),
  "terminals.delete": works("own"),
  "terminals.resume": works("own"),
  "terminals.history": looks("own"),
  "terminals.scrollback": looks("own"),
  "terminals.search": looks("own"),
  "terminals.inputs": looks("own"),
  "terminals.keep": works("own"),
  "terminals.shares.create": works("own"),
  "terminals.shares.list": looks("own"),
  "terminals.shares.revoke": works("own"),
  "terminals.shares.open": anyone,
  "terminals.timeline": looks("shared"),
  "terminals.screenAt": looks("shared"),
  "terminals.replay": looks("shared"),
};
