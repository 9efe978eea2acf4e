import type { TranscriptAgent } from "@pilothouse/contracts";

/** Whose a folder of transcripts is, where an administrator has said so; without a user and a team it is nobody's. */
export interface TranscriptSourcesTable {
  agent: TranscriptAgent;
  path: string;
  userId: string | null;
  teamId: string | null;
}
