import type {
  ActivityQuery,
  ActivityReport,
  AssignSource,
  BlockText,
  Budget,
  Conversation,
  ConversationAnalytics,
  ConversationDetails,
  ConversationHits,
  ConversationPage,
  CostQuery,
  CostReport,
  CreateBudget,
  CreateProject,
  ExportConversation,
  ListConversations,
  ListMessages,
  ListProjects,
  MessagePage,
  Project,
  ProjectPage,
  SearchConversations,
  Source,
  TerminalConversation,
  ToolsQuery,
  ToolsReport,
  UpdateBudget,
  UpdateProject,
  UsageQuery,
  UsageReport,
} from "@pilothouse/contracts";
import type { Database } from "@pilothouse/db";
import type { Actor } from "@pilothouse/platform";
import type { Kysely } from "kysely";
import { ask, ownersOf } from "./access.ts";
import { type BudgetAlert, checkBudgets } from "./budgets/check-budgets.ts";
import { createBudget } from "./budgets/create-budget.ts";
import { deleteBudget } from "./budgets/delete-budget.ts";
import { listBudgets } from "./budgets/list-budgets.ts";
import { updateBudget } from "./budgets/update-budget.ts";
import type { TranscriptDeps } from "./deps.ts";
import { type ConversationFile, exportConversation } from "./export/export-conversation.ts";
import { kyselyOwnStore } from "./own/kysely-own-store.ts";
import type { Holder } from "./read/holders-of.ts";
import { Readers } from "./read/readers.ts";
import type { ReadInput, ReadName, ReadOutput } from "./read/reads.ts";
import type { Sight } from "./read/sight.ts";
import { assignSource } from "./sources/assign-source.ts";
import { listSources } from "./sources/list-sources.ts";
import { keepOwners } from "./sources/keep-owners.ts";
import { ownedRoots } from "./sources/owned-roots.ts";
import { createProject } from "./verbs/create-project.ts";
import { deleteProject } from "./verbs/delete-project.ts";
import { updateProject } from "./verbs/update-project.ts";

export interface OpenTranscriptsOptions extends Omit<TranscriptDeps, "readers" | "own"> {
  /** Where the index is, or is to be. */
  readonly file: string;
  readonly db: Kysely<Database>;
}

/** All that can be asked of transcripts, and done with what is said of them. Ids of others answer Fault `not_found`. */
export interface OpenTranscripts extends AsyncDisposable {
  readonly conversations: {
    list(actor: Actor, input: ListConversations): Promise<ConversationPage>;
    get(actor: Actor, id: string): Promise<ConversationDetails>;
    messages(actor: Actor, input: ListMessages): Promise<MessagePage>;
    block(actor: Actor, input: { id: string; messageId: number; block: number }): Promise<BlockText>;
    analytics(actor: Actor, id: string): Promise<ConversationAnalytics>;
    search(actor: Actor, input: SearchConversations): Promise<ConversationHits>;
    /** As a file that is written while it is read. */
    export(actor: Actor, input: ExportConversation & { readonly signal: AbortSignal }): Promise<ConversationFile>;
    /** Those of these that the actor may see. */
    byId(actor: Actor, ids: readonly string[]): Promise<Conversation[]>;
  };
  readonly projects: {
    list(actor: Actor, input: ListProjects): Promise<ProjectPage>;
    get(actor: Actor, id: string): Promise<Project>;
    create(actor: Actor, input: CreateProject): Promise<Project>;
    update(actor: Actor, input: UpdateProject): Promise<Project>;
    delete(actor: Actor, id: string): Promise<void>;
  };
  readonly analytics: {
    usage(actor: Actor, input: UsageQuery): Promise<UsageReport>;
    cost(actor: Actor, input: CostQuery): Promise<CostReport>;
    tools(actor: Actor, input: ToolsQuery): Promise<ToolsReport>;
    activity(actor: Actor, input: ActivityQuery): Promise<ActivityReport>;
    readonly budgets: {
      list(actor: Actor): Promise<Budget[]>;
      create(actor: Actor, input: CreateBudget): Promise<Budget>;
      update(actor: Actor, input: UpdateBudget): Promise<Budget>;
      delete(actor: Actor, id: string): Promise<void>;
    };
  };
  readonly sources: {
    list(actor: Actor): Promise<Source[]>;
    assign(actor: Actor, input: AssignSource): Promise<Source>;
  };
  /** Whose transcripts a user reads, as the index names owners. */
  ownersOf(userId: string): Promise<string[]>;
  /** The conversation of a terminal, as each owner has it; of whomever, so nothing to be shown. */
  holdersOf(conversation: TerminalConversation): Promise<Holder[]>;
  /** Budgets that have reached a part of their limit since this was asked last. */
  checkBudgets(): Promise<BudgetAlert[]>;
  /** Tells the indexer what to read and for whom: at the beginning, and when users or teams came or went. */
  refreshRoots(): Promise<void>;
}

const NOBODY: Sight = { owners: [], now: 0, own: [], named: [], terminals: [] };

/** Opens the answers; the reading of transcripts begins with `refreshRoots`. */
export function openTranscripts({ file, db, ...rest }: OpenTranscriptsOptions): OpenTranscripts {
  const readers = new Readers({ file, log: rest.log });
  const deps: TranscriptDeps = { ...rest, readers, own: kyselyOwnStore(db) };
  const asks =
    <Name extends ReadName>(name: Name) =>
    ({ userId }: Actor, input: ReadInput<Name>): Promise<ReadOutput<Name>> =>
      ask(deps, userId, [name, input]);
  return {
    conversations: {
      list: asks("listConversations"),
      get: (actor, id) => asks("getConversation")(actor, { id }),
      messages: asks("listMessages"),
      block: asks("getBlock"),
      analytics: (actor, id) => asks("conversationAnalytics")(actor, { id }),
      search: asks("search"),
      export: (actor, input) => exportConversation(deps, actor, input),
      byId: asks("conversationsById"),
    },
    projects: {
      list: asks("listProjects"),
      get: (actor, id) => asks("getProject")(actor, { id }),
      create: (actor, input) => createProject(deps, actor, input),
      update: (actor, input) => updateProject(deps, actor, input),
      delete: (actor, id) => deleteProject(deps, actor, id),
    },
    analytics: {
      usage: asks("usage"),
      cost: asks("cost"),
      tools: asks("tools"),
      activity: asks("activity"),
      budgets: {
        list: (actor) => listBudgets(deps, actor),
        create: (actor, input) => createBudget(deps, actor, input),
        update: (actor, input) => updateBudget(deps, actor, input),
        delete: (actor, id) => deleteBudget(deps, actor, id),
      },
    },
    sources: {
      list: (actor) => listSources(deps, actor),
      assign: (actor, input) => assignSource(deps, actor, input),
    },
    ownersOf: (userId) => ownersOf(deps, userId),
    holdersOf: (conversation) => readers.ask("holdersOf", NOBODY, conversation),
    checkBudgets: () => checkBudgets(deps),
    refreshRoots: async () => {
      await keepOwners(deps);
      deps.indexer.setRoots(await ownedRoots(deps));
    },
    [Symbol.asyncDispose]: () => readers[Symbol.asyncDispose](),
  };
}
