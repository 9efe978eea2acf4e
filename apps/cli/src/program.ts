import { Command, Option } from "commander";
import type { ExportFormat } from "@pilothouse/sdk";
import { addObservatory } from "./program-observatory.ts";
import { addPeople } from "./program-people.ts";
import { addMove, addTeams } from "./program-teams.ts";
import { addVault } from "./program-vault.ts";
import { backUp } from "./commands/backup.ts";
import { login, type LoginOptions } from "./commands/login.ts";
import { parseGrant } from "./commands/keys.ts";
import { logout } from "./commands/logout.ts";
import { stopRunners } from "./commands/runner-stop.ts";
import { parseHours, type ShareOptions, shareTerminal } from "./commands/share.ts";
import { restore } from "./commands/restore.ts";
import { serve } from "./commands/serve.ts";
import { attachTerminal } from "./commands/terminals-attach.ts";
import { exportTerminal, FORMATS } from "./commands/terminals-export.ts";
import { killTerminal } from "./commands/terminals-kill.ts";
import { type ResumeOptions, resumeTerminal } from "./commands/terminals-resume.ts";
import { listTerminals } from "./commands/terminals-list.ts";
import { printLogs } from "./commands/terminals-logs.ts";
import { newTerminal, type NewOptions } from "./commands/terminals-new.ts";
import { parseLimit, searchTerminals, type SearchOptions } from "./commands/terminals-search.ts";
import { whoami } from "./commands/whoami.ts";
import type { Environment } from "./env.ts";
import { type DetachKey, parseDetachKey } from "./terminal/detach-key.ts";
import { version } from "./version.ts";

const DETACH_KEY = ["--detach-key <key>", "the key that detaches", parseDetachKey, parseDetachKey("ctrl-]")] as const;

/** The whole command line. `exit` is told the exit code of a command that has one of its own. */
export function createProgram(environment: Environment, exit: (code: number) => void): Command {
  const program = new Command("pilothouse")
    .description("Live terminals of a Pilothouse server and what agents did in them, from any shell.")
    .version(version)
    .configureOutput({ outputError: (text, write) => write(text.replace(/^error: /, "pilothouse: ")) })
    .exitOverride()
    .enablePositionalOptions();
  addSession(program, environment);
  addTerminals(program.command("terminals").alias("t").description("work with terminals"), environment, exit);
  addShare(program, environment);
  addVault(program, environment);
  addPeople(program, environment);
  addTeams(program, environment);
  addObservatory(program, environment);
  program
    .command("serve")
    .description("run the server of this checkout")
    .action(async () => exit(await serve()));
  program
    .command("backup")
    .description("have the server copy its database, and print where; keys are not in it")
    .option("--list", "list the copies that are there")
    .action((options: { list?: boolean }) => backUp(environment, options));
  program
    .command("restore")
    .description("put a backup in the place of the database of this checkout's server, which is stopped")
    .argument("<backup>", "its file")
    .option("--keys <folder>", "a copy of the folder `keys` to put back with it")
    .action(async (backup: string, options: { keys?: string }) => exit(await restore(backup, options)));
  program
    .command("runner")
    .description("the process on this machine that owns terminals")
    .command("stop")
    .description("end it, and its terminals with it")
    .option("--data-dir <folder>", "the server's data folder", environment.dataDir)
    .action(({ dataDir }: { dataDir: string }) => stopRunners(dataDir));
  return program;
}

function addSession(program: Command, environment: Environment): void {
  program
    .command("login")
    .description("sign in, and remember it")
    .option("--url <url>", "the server's address")
    .option("--email <email>", "who you are")
    .option("--password-stdin", "read the password from standard input")
    .action((options: LoginOptions) => login(environment, options));
  program
    .command("logout")
    .description("forget the sign-in, and end it on the server")
    .action(() => logout(environment));
  program
    .command("whoami")
    .description("say who is signed in, and where")
    .action(() => whoami(environment));
}

function addShare(program: Command, environment: Environment): void {
  program
    .command("share")
    .description("make a link by which people without an account look at a terminal")
    .argument("<id>", "the terminal's id, or the beginning of it")
    .option("--recording", "only what was printed until now")
    .option("--hours <hours>", "how long it works; 24 when left out", parseHours)
    .addOption(new Option("--list", "list the links that work").conflicts(["revoke", "recording", "hours"]))
    .addOption(new Option("--revoke <share>", "end a link, and send away who looks").conflicts(["recording", "hours"]))
    .action((id: string, options: ShareOptions) => shareTerminal(environment, id, options));
}

function addTerminals(terminals: Command, environment: Environment, exit: (code: number) => void): void {
  terminals
    .command("ls")
    .description("list your terminals")
    .option("--json", "for programs")
    .action((options: { json?: boolean }) => listTerminals(environment, options));
  terminals
    .command("new")
    .description("start a program in a new terminal, and attach to it")
    .argument("[command...]", "the program and its arguments, after --; left out: a shell")
    .option("--cwd <folder>", "the folder to start in")
    .option("--title <title>", "its name in lists")
    .option("--team <name>", "a team that has it")
    .option("--key <name=variable>", "a key of the vault, for a variable of its environment; once or more", parseGrant)
    .option("--detach", "do not attach; print the new terminal's id")
    .option(...DETACH_KEY)
    .action(async (command: string[], options: NewOptions) => exit(await newTerminal(environment, command, options)));
  terminals
    .command("attach")
    .description("show and control a terminal here")
    .argument("<id>", "its id, or the beginning of it")
    .option("--view", "only look: what is typed goes nowhere, and the size stays")
    .option(...DETACH_KEY)
    .action(async (id: string, options: { detachKey: DetachKey; view?: boolean }) =>
      exit(await attachTerminal(environment, id, options)),
    );
  addMove(terminals, environment);
  terminals
    .command("kill")
    .description("end a terminal's program and all it started")
    .argument("<id>", "its id, or the beginning of it")
    .action((id: string) => killTerminal(environment, id));
  terminals
    .command("resume")
    .description("go on with the agent's conversation of a terminal that is over, in a new one")
    .argument("<id>", "its id, or the beginning of it")
    .option("--detach", "do not attach; print the new terminal's id")
    .option(...DETACH_KEY)
    .action(async (id: string, options: ResumeOptions) => exit(await resumeTerminal(environment, id, options)));
  terminals
    .command("logs")
    .description("print a terminal's output from its beginning")
    .argument("<id>", "its id, or the beginning of it")
    .option("-f, --follow", "go on until its program ends")
    .action((id: string, options: { follow?: boolean }) => printLogs(environment, id, options));
  terminals
    .command("search")
    .description("print the lines of your terminals that have all of these words")
    .argument("<words...>", 'words; "some words" that stand together; word* for the beginning of a word')
    .option("--terminal <id>", "only in this one; its id, or the beginning of it")
    .option("--limit <lines>", "how many lines at most", parseLimit, 50)
    .option("--json", "for programs")
    .action((words: string[], options: SearchOptions) => searchTerminals(environment, words, options));
  terminals
    .command("export")
    .description("write a terminal's recording to standard output, as a file")
    .argument("<id>", "its id, or the beginning of it")
    .addOption(new Option("--format <format>", "what kind of file").choices(FORMATS).default("asciicast-v3"))
    .action((id: string, options: { format: ExportFormat }) => exportTerminal(environment, id, options));
}
