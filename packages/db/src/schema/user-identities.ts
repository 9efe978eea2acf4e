/** Somebody at a provider of identities, who signs in as this user. */
export interface UserIdentitiesTable {
  id: string;
  userId: string;
  /** With the subject it names the person, for ever. */
  issuer: string;
  subject: string;
  /** What the provider said last, for people to read; nobody is found by it. */
  email: string | null;
  createdAt: number;
  lastUsedAt: number;
  /** Since when the user's role is as it is: what a provider said before does not change it any more. */
  roleAt: number;
}
