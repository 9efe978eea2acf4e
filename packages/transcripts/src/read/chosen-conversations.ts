import type Sqlite from "better-sqlite3";
import { allOf, among, type Condition, when } from "./condition.ts";
import { conversationInSight } from "./conversation-in-sight.ts";
import { ofProject } from "./projects-in-sight.ts";
import type { Chosen } from "./request-scan.ts";
import type { Sight } from "./sight.ts";

/** That a conversation, spoken of as `c`, is in sight and was chosen; of a model, that it was asked in it. */
export function chosenConversations(db: Sqlite.Database, sight: Sight, chosen: Chosen): Condition {
  const { projectId, conversationId, agent, model } = chosen;
  const conversation = conversationId === undefined ? undefined : conversationInSight(db, sight, conversationId).id;
  return allOf([
    among("c.owner", sight.owners),
    ...(projectId === undefined ? [] : [ofProject({ db, sight }, projectId, { conversation: "c.id", project: "c.project" })]),
    ...when(conversation, "c.id = ?"),
    ...when(agent, "c.agent = ?"),
    ...when(model, "exists (select 1 from requests where conversation = c.id and model = ?)"),
  ]);
}
