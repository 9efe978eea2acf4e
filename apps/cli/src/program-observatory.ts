import { type Command, Option } from "commander";
import type { ConversationStatus } from "@pilothouse/sdk";
import { parseFrom, parseTo } from "./commands/audit-times.ts";
import { listConversations, type ListOptions, showConversation, tailConversation } from "./commands/conversations.ts";
import { listProjects } from "./commands/projects.ts";
import { SEARCHED, searchConversations, type SearchConversationsOptions } from "./commands/search.ts";
import { assignSource, type AssignOptions, listSources } from "./commands/sources.ts";
import { parseLimit } from "./commands/terminals-search.ts";
import { printUsage, USAGE_GROUPS, type UsageOptions } from "./commands/usage.ts";
import type { Environment } from "./env.ts";

const STATUSES = ["active", "waiting", "completed", "error"] as const satisfies readonly ConversationStatus[];
const JSON_OPTION = ["--json", "for programs"] as const;
const CONVERSATION = ["<id>", "its id or the agent's own, or the beginning of one"] as const;
const SINCE = ["--since <time>", "from this day or time on", parseFrom] as const;
const UNTIL = ["--until <time>", "up to this day or time", parseTo] as const;

interface Json {
  readonly json?: boolean;
}
interface Times {
  readonly since?: number | undefined;
  readonly until?: number | undefined;
}

/** The commands about what agents did, and what it cost. */
export function addObservatory(program: Command, environment: Environment): void {
  addConversations(program.command("conversations").alias("c").description("what agents and people wrote"), environment);
  program
    .command("search")
    .description("find what was said in conversations with agents")
    .argument("<words...>", 'words; "some words" that stand together; word* for the beginning of a word')
    .addOption(new Option("--in <texts...>", "where; prompt and answer when left out").choices(SEARCHED))
    .option(...SINCE)
    .option(...UNTIL)
    .option("--limit <hits>", "how many at most", parseLimit, 20)
    .option(...JSON_OPTION)
    .action((words: string[], { since, until, ...options }: Times & SearchConversationsOptions) =>
      searchConversations(environment, words, { ...options, ...timesOf({ since, until }) }),
    );
  program
    .command("usage")
    .description("what agents used, and what it cost")
    .addOption(new Option("--by <what>", "what to add up").choices(USAGE_GROUPS).default("day"))
    .option(...SINCE)
    .option(...UNTIL)
    .option("--model <model>", "only of this one")
    .option("--time-zone <zone>", "whose days are meant, such as Europe/Berlin; those of here when left out")
    .option(...JSON_OPTION)
    .action(({ since, until, ...options }: Times & UsageOptions) =>
      printUsage(environment, { ...options, ...timesOf({ since, until }) }),
    );
  program
    .command("projects")
    .description("folders that agents worked in")
    .command("ls")
    .description("list them, the newest first")
    .option("--archived", "those that were put away, too")
    .option(...JSON_OPTION)
    .action((options: Json & { archived?: boolean }) => listProjects(environment, options));
  addSources(program.command("sources").description("folders whose transcripts are read, for administrators"), environment);
}

function timesOf({ since, until }: Times): { from?: number; to?: number } {
  return { ...(since !== undefined && { from: since }), ...(until !== undefined && { to: until }) };
}

function addConversations(conversations: Command, environment: Environment): void {
  conversations
    .command("ls")
    .description("list them, those that were written last at the top")
    .addOption(new Option("--status <status>", "only those").choices(STATUSES))
    .option("--branch <branch>", "only of this branch")
    .option("--limit <conversations>", "how many at most", parseLimit, 50)
    .option(...JSON_OPTION)
    .action((options: ListOptions) => listConversations(environment, options));
  conversations
    .command("show")
    .description("print what is known of one, and what was said in it")
    .argument(...CONVERSATION)
    .option("--json", "for programs; without what was said")
    .action((id: string, options: Json) => showConversation(environment, id, options));
  conversations
    .command("tail")
    .description("print the last messages of one, and go on with each that is written")
    .argument(...CONVERSATION)
    .option("-n, --lines <messages>", "how many to begin with", parseLimit, 10)
    .option("--no-follow", "end behind them")
    .action((id: string, options: { lines: number; follow: boolean }) => tailConversation(environment, id, options));
}

function addSources(sources: Command, environment: Environment): void {
  sources
    .command("ls")
    .description("list them, whose they are, and how much is read")
    .option(...JSON_OPTION)
    .action((options: Json) => listSources(environment, options));
  sources
    .command("assign")
    .description("say whose the transcripts in a folder are")
    .argument("<folder>", "its path or id, as in sources ls")
    .addOption(new Option("--user <user>", "an e-mail address, or the beginning of an id").conflicts(["team", "nobody"]))
    .addOption(new Option("--team <name>", "a team").conflicts(["nobody"]))
    .option("--nobody", "nobody's; they are not shown to anybody")
    .action((folder: string, options: AssignOptions) => assignSource(environment, folder, options));
}
