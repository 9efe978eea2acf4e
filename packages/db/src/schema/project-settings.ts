/** What people say of a project that was found. It has the owner of the project, a user or a team. */
export interface ProjectSettingsTable {
  projectId: string;
  userId: string | null;
  teamId: string | null;
  /** `null`: it is called as its folder. */
  name: string | null;
  description: string;
  archivedAt: number | null;
}
