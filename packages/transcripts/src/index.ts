export { type BudgetAlert } from "./budgets/check-budgets.ts";
export { type SourceAct, type TranscriptRoot } from "./deps.ts";
export { Indexer } from "./indexer/indexer.ts";
export { EventLog } from "./live/event-log.ts";
export { subscribeEvents } from "./live/subscribe-events.ts";
export { watchConversation } from "./live/watch-conversation.ts";
export { openTranscripts, type OpenTranscripts, type OpenTranscriptsOptions } from "./open.ts";
export { type LinkedTerminal } from "./read/sight.ts";
