export interface TeamsTable {
  id: string;
  name: string;
  /** The name in lower case, which is unique. */
  normalName: string;
  createdAt: number;
}
