import type { Command } from "commander";
import { type AuditOptions, exportAudit, listAudit, verifyAudit } from "./commands/audit.ts";
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
  audit
    .command("ls")
    .description("list it, newest first")
    .option("--actor <id>", "what this user or API token did")
    .option("--action <name>", "only this, such as users.create")
    .option("--target <id>", "only what was done to this")
    .option("--limit <entries>", "how many at most", parseLimit, 50)
    .option("--json", "for programs")
    .action((options: AuditOptions) => listAudit(environment, options));
  audit
    .command("verify")
    .description("say whether the log is as it was written")
    .action(() => verifyAudit(environment));
  audit
    .command("export")
    .description("write all of it to standard output, as lines of JSON")
    .action(() => exportAudit(environment));
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
