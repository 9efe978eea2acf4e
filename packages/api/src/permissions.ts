/**
 * Who may call what. `public`: anyone. `user`: anyone signed in, about themselves. `own`: anyone signed in, about
 * objects they own; the rest does not exist for them (404). `shared`: the same, and who came by a share link, about what
 * it shows; such guests may call nothing else, not even what is public. `admin`: administrators. A procedure without a
 * row is refused for everyone.
 */
export type Access = "public" | "user" | "own" | "shared" | "admin";

export const PERMISSIONS: Readonly<Record<string, Access>> = {
  "health.check": "public",
  "health.ready": "public",
  "health.watch": "user",

  "auth.providers": "public",
  "auth.setup": "public",
  "auth.login": "public",
  "auth.refresh": "public",
  "auth.logout": "user",
  "auth.me": "user",

  "users.list": "admin",
  "users.create": "admin",
  "users.update": "admin",

  "apiKeys.list": "user",
  "apiKeys.create": "user",
  "apiKeys.update": "own",
  "apiKeys.delete": "own",
  "vault.rotate": "admin",

  "audit.list": "admin",
  "audit.verify": "admin",

  "system.backup": "admin",
  "system.backups": "admin",

  "tokens.list": "user",
  "tokens.create": "user",
  "tokens.revoke": "own",

  "preferences.get": "user",
  "preferences.set": "user",

  "runners.list": "user",

  "attention.list": "user",
  "attention.look": "user",
  "attention.dismiss": "own",

  "push.key": "user",
  "push.subscribe": "user",
  "push.unsubscribe": "user",
  "push.test": "user",

  "terminals.create": "user",
  "terminals.list": "user",
  "terminals.watch": "user",
  "terminals.get": "own",
  "terminals.attach": "shared",
  "terminals.write": "own",
  "terminals.ack": "shared",
  "terminals.resize": "own",
  "terminals.signal": "own",
  "terminals.takeControl": "own",
  "terminals.rename": "own",
  "terminals.close": "own",
  "terminals.delete": "own",
  "terminals.resume": "own",
  "terminals.history": "own",
  "terminals.scrollback": "own",
  "terminals.search": "own",
  "terminals.inputs": "own",
  "terminals.keep": "own",
  "terminals.shares.create": "own",
  "terminals.shares.list": "own",
  "terminals.shares.revoke": "own",
  "terminals.shares.open": "public",
  "terminals.timeline": "own",
  "terminals.screenAt": "own",
  "terminals.replay": "own",
};
