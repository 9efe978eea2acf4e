import type { AuditFormat } from "@pilothouse/sdk";
import { type Command, Option } from "commander";
import { AUDIT_FORMATS, type AuditFilters, type AuditOptions, exportAudit, listAudit, verifyAudit } from "./commands/audit.ts";
import { parseFrom, parseTo } from "./commands/audit-times.ts";
import { listKeys, removeKey, rotateVault, setKey } from "./commands/keys.ts";
import { listSigningKeys, revokeSigningKey, rotateSigningKey } from "./commands/signing-keys.ts";
import { parseLimit } from "./commands/terminals-search.ts";
import type { Environment } from "./env.ts";

/** The commands about keys, and about what was done. */
export function addVault(program: Command, environment: Environment): void {
  const keys = program.command("keys").description("keep keys of other services for your terminals");
  keys
    .command("ls")
    .description("list them by name")
    .action(() => listKeys(environment));
  keys
    .command("set")
    .description("keep a key, or replace it")
    .argument("<name>", "what it is called where it is used")
    .option("--stdin", "read the key from standard input")
    .action((name: string, options: { stdin?: boolean }) => setKey(environment, name, options));
  keys
    .command("rm")
    .description("forget a key")
    .argument("<name>", "what it is called")
    .action((name: string) => removeKey(environment, name));
  program
    .command("vault")
    .description("what seals the keys, for administrators")
    .command("rotate")
    .description("make a new master key, seal everything with it, and drop the old one")
    .action(() => rotateVault(environment));
  addSigningKeys(program, environment);
  const audit = program.command("audit").description("who did what, for administrators");
  addFilters(audit.command("ls").description("list it, newest first"))
    .option("--limit <entries>", "how many at most", parseLimit, 50)
    .option("--json", "for programs")
    .action((options: AuditOptions) => listAudit(environment, options));
  audit
    .command("verify")
    .description("say whether the log is as it was written")
    .action(() => verifyAudit(environment));
  addFilters(audit.command("export").description("write what matches to standard output, oldest first"))
    .addOption(new Option("--format <format>", "what kind of lines").choices(AUDIT_FORMATS).default("ndjson"))
    .action((options: AuditFilters & { format: AuditFormat }) => exportAudit(environment, options));
}

function addFilters(command: Command): Command {
  return command
    .option("--actor <id>", "what this user or API token did; also: system, anonymous")
    .option("--action <name>", "only this, such as users.create")
    .option("--target <id>", "only what was done to this")
    .option("--from <time>", "at or after this day or time", parseFrom)
    .option("--to <time>", "at or before this day or time", parseTo);
}

function addSigningKeys(program: Command, environment: Environment): void {
  const keys = program.command("signing-keys").description("what signs access tokens, for administrators");
  keys
    .command("ls")
    .description("list the keys, the one that signs first")
    .action(() => listSigningKeys(environment));
  keys
    .command("rotate")
    .description("make a new key; what the one before has signed goes on until it ends")
    .action(() => rotateSigningKey(environment));
  keys
    .command("revoke")
    .description("refuse at once what a key has signed; sign-ins go on")
    .argument("<id>", "as it is listed")
    .action((id: string) => revokeSigningKey(environment, id));
}
