/** One row for each preference a user has set. */
export interface PreferencesTable {
  userId: string;
  name: string;
  /** JSON. */
  value: string;
  /** The user's revision that brought this value. */
  revision: number;
}
