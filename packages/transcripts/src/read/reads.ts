import type { TerminalConversation } from "@pilothouse/contracts";
import type Sqlite from "better-sqlite3";
import { activity } from "./activity.ts";
import { budgetFigures } from "./budget-figures.ts";
import { conversationAnalytics } from "./conversation-analytics.ts";
import { conversationsById } from "./conversations-by-id.ts";
import { cost } from "./cost.ts";
import { getBlock } from "./get-block.ts";
import { getConversation } from "./get-conversation.ts";
import { type Holder, holdersOf } from "./holders-of.ts";
import { listConversations } from "./list-conversations.ts";
import { listMessages } from "./list-messages.ts";
import { getProject, listProjects } from "./list-projects.ts";
import { projectOwner } from "./project-owner.ts";
import type { Sight } from "./sight.ts";
import { search } from "./search.ts";
import { sourceFigures } from "./source-figures.ts";
import { tools } from "./tools.ts";
import { usage } from "./usage.ts";

const TABLE = {
  activity,
  budgetFigures,
  conversationAnalytics,
  conversationsById,
  cost,
  getBlock,
  getConversation,
  getProject,
  holdersOf: (db: Sqlite.Database, _sight: Sight, input: TerminalConversation): Holder[] => holdersOf(db, input),
  listConversations,
  listMessages,
  listProjects,
  projectOwner,
  search,
  sourceFigures: (db: Sqlite.Database, _sight: Sight, _input: null) => sourceFigures(db),
  tools,
  usage,
};

type Table = typeof TABLE;
export type ReadName = keyof Table;
type Inputs = { readonly [Name in ReadName]: Parameters<Table[Name]>[2] };
type Outputs = { readonly [Name in ReadName]: ReturnType<Table[Name]> };
export type ReadInput<Name extends ReadName> = Inputs[Name];
export type ReadOutput<Name extends ReadName> = Outputs[Name];

/** One question to the index. */
export interface ReadRequest<Name extends ReadName = ReadName> {
  readonly name: Name;
  readonly sight: Sight;
  readonly input: ReadInput<Name>;
}

const READS: { readonly [Name in ReadName]: (db: Sqlite.Database, sight: Sight, input: Inputs[Name]) => Outputs[Name] } = TABLE;

/** All that the index can be asked, by name. */
export function carryOut<Name extends ReadName>(
  db: Sqlite.Database,
  { name, sight, input }: ReadRequest<Name>,
): ReadOutput<Name> {
  return READS[name](db, sight, input);
}
