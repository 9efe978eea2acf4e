import type {
  ActivityQuery,
  ActivityReport,
  AssignSource,
  BlockText,
  Budget,
  ChannelEvent,
  Connection,
  ConnectionsStatus,
  ConversationAnalytics,
  ConversationDetails,
  ConversationEvent,
  ConversationHits,
  ConversationPage,
  CostQuery,
  CostReport,
  CreateBudget,
  CreateProject,
  ListConversations,
  ListMessages,
  ListProjects,
  MessagePage,
  Project,
  ProjectPage,
  SearchConversations,
  Source,
  SubscribeEvents,
  ToolsQuery,
  ToolsReport,
  UpdateBudget,
  UpdateProject,
  UsageQuery,
  UsageReport,
  WatchConversation,
} from "@pilothouse/contracts";
import type { Actor } from "@pilothouse/platform";
import type { Numbered, SocketGate } from "./services.ts";

interface Link {
  readonly gate: SocketGate;
  readonly signal: AbortSignal;
}

/** What agents wrote down of their conversations. */
export interface Conversations {
  list(actor: Actor, input: ListConversations): Promise<ConversationPage>;
  get(actor: Actor, id: string): Promise<ConversationDetails>;
  messages(actor: Actor, input: ListMessages): Promise<MessagePage>;
  block(actor: Actor, input: { id: string; messageId: number; block: number }): Promise<BlockText>;
  analytics(actor: Actor, id: string): Promise<ConversationAnalytics>;
  search(actor: Actor, input: SearchConversations): Promise<ConversationHits>;
  watch(actor: Actor, input: WatchConversation, link: Link): Promise<AsyncIterable<Numbered<ConversationEvent>>>;
}

/** Folders that agents work in, and what people say of them. */
export interface Projects {
  list(actor: Actor, input: ListProjects): Promise<ProjectPage>;
  get(actor: Actor, id: string): Promise<Project>;
  create(actor: Actor, input: CreateProject): Promise<Project>;
  update(actor: Actor, input: UpdateProject): Promise<Project>;
  delete(actor: Actor, id: string): Promise<void>;
}

/** How much one may spend. */
export interface Budgets {
  list(actor: Actor): Promise<Budget[]>;
  create(actor: Actor, input: CreateBudget): Promise<Budget>;
  update(actor: Actor, input: UpdateBudget): Promise<Budget>;
  delete(actor: Actor, id: string): Promise<void>;
}

/** What was used, and what it cost. */
export interface Analytics {
  readonly budgets: Budgets;
  usage(actor: Actor, input: UsageQuery): Promise<UsageReport>;
  cost(actor: Actor, input: CostQuery): Promise<CostReport>;
  tools(actor: Actor, input: ToolsQuery): Promise<ToolsReport>;
  activity(actor: Actor, input: ActivityQuery): Promise<ActivityReport>;
}

/** Where transcripts are read from. */
export interface Sources {
  list(actor: Actor): Promise<Source[]>;
  assign(actor: Actor, input: AssignSource): Promise<Source>;
}

/** Everything that happens to what one may see. */
export interface Events {
  subscribe(actor: Actor, input: SubscribeEvents, link: Link): Promise<AsyncIterable<Numbered<ChannelEvent>>>;
}

/** Who is connected. */
export interface Connections {
  status(): ConnectionsStatus;
  list(): Connection[];
}
