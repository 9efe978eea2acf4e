export { type BudgetAlert } from "./budgets/check-budgets.ts";
export { type SourceAct, type TranscriptRoot } from "./deps.ts";
export { openTranscripts, type OpenTranscripts, type OpenTranscriptsOptions } from "./open.ts";
export { type LinkedTerminal } from "./read/sight.ts";
