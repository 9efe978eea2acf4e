/** Projects that people created, beside those that are found. */
export interface OwnProjectsTable {
  id: string;
  userId: string;
  name: string;
  description: string;
  /** A JSON array of paths. */
  folders: string;
  archivedAt: number | null;
  createdAt: number;
}
