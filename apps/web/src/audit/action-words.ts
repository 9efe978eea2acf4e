/** What the entries of the audit log tell of, in plain words. */
export const ACTION_WORDS: Readonly<Record<string, string>> = {
  "apiKeys.create": "Kept a key in the vault",
  "apiKeys.delete": "Deleted a key of the vault",
  "apiKeys.update": "Changed a key of the vault",
  "audit.export": "Exported the audit log",
  "auth.changePassword": "Changed their password",
  "auth.login": "Signed in",
  "auth.logins.revoke": "Signed out a device",
  "auth.logout": "Signed out",
  "auth.refresh": "Came back with a used token",
  "auth.register": "Made their account",
  "auth.resetPassword": "Set a new password by a link",
  "auth.setup": "Made the first account",
  "auth.updateProfile": "Changed their name",
  "signingKeys.revoke": "Revoked a signing key",
  "signingKeys.rotate": "Changed the signing key",
  "system.backup": "Backed up the database",
  "terminals.close": "Stopped a terminal",
  "terminals.create": "Started a terminal",
  "terminals.delete": "Deleted a terminal",
  "terminals.shares.create": "Made a share link",
  "terminals.shares.revoke": "Revoked a share link",
  "tokens.create": "Made an API token",
  "tokens.revoke": "Revoked an API token",
  "users.create": "Added a user",
  "users.delete": "Deleted a user",
  "users.endTerminals": "Ended a user’s terminals",
  "users.invitations.create": "Invited somebody",
  "users.invitations.revoke": "Revoked an invitation",
  "users.resetPassword": "Made a link for a new password",
  "users.update": "Changed a user",
  "vault.rotate": "Changed the master key",
};

/** An action in words; one that has none by its own name. */
export function actionWords(action: string): string {
  return ACTION_WORDS[action] ?? action;
}
