import { Argument, type Command, Option } from "commander";
import type { Role } from "@pilothouse/sdk";
import { invite, listInvitations, revokeInvitation } from "./commands/invitations.ts";
import { listLogins, revokeLogin } from "./commands/logins.ts";
import {
  createUser,
  type CreateUserOptions,
  deleteUser,
  type DeleteUserOptions,
  listUsers,
  resetPassword,
  updateUser,
} from "./commands/users.ts";
import type { Environment } from "./env.ts";

const ROLES = ["viewer", "member", "operator", "admin"] as const satisfies readonly Role[];
const JSON_OPTION = ["--json", "for programs"] as const;
const USER = ["<user>", "the e-mail address, or the beginning of the id"] as const;
const roleOption = () => new Option("--role <role>", "what they may do; member when left out").choices(ROLES);

interface Json {
  readonly json?: boolean;
}

/** The commands about people: their accounts, invitations and logins. */
export function addPeople(program: Command, environment: Environment): void {
  addUsers(program.command("users").description("who has an account, for administrators"), environment);
  addInvitations(
    program.command("invitations").description("links by which people make accounts, for administrators"),
    environment,
  );
  const logins = program.command("logins").description("where you are signed in");
  logins
    .command("ls")
    .description("list the devices, the last seen first")
    .option("--user <user>", "somebody else's, for administrators")
    .option(...JSON_OPTION)
    .action((options: Json & { user?: string }) => listLogins(environment, options));
  logins
    .command("revoke")
    .description("sign a device out")
    .argument("<id>", "as it is listed")
    .action((id: string) => revokeLogin(environment, id));
}

function addUsers(users: Command, environment: Environment): void {
  users
    .command("ls")
    .description("list them")
    .option(...JSON_OPTION)
    .action((options: Json) => listUsers(environment, options));
  users
    .command("create")
    .description("make an account; asks for its password")
    .argument("<email>", "its address")
    .option("--name <name>", "what the person is called; the address when left out")
    .addOption(roleOption())
    .option("--password-stdin", "read the password from standard input")
    .option(...JSON_OPTION)
    .action((email: string, options: CreateUserOptions) => createUser(environment, email, options));
  for (const [name, disabled, words] of [
    ["disable", true, "sign somebody out everywhere, and keep them out; terminals go on"],
    ["enable", false, "let somebody in again"],
  ] as const) {
    users
      .command(name)
      .description(words)
      .argument(...USER)
      .option(...JSON_OPTION)
      .action((who: string, options: Json) => updateUser(environment, who, { ...options, disabled }));
  }
  users
    .command("set-role")
    .description("change what somebody may do, which signs them out")
    .argument(...USER)
    .addArgument(new Argument("<role>", "what they may do from now on").choices(ROLES))
    .option(...JSON_OPTION)
    .action((who: string, role: Role, options: Json) => updateUser(environment, who, { ...options, role }));
  users
    .command("set-email")
    .description("give somebody another e-mail address to sign in with")
    .argument(...USER)
    .argument("<email>", "the new one")
    .option(...JSON_OPTION)
    .action((who: string, email: string, options: Json) => updateUser(environment, who, { ...options, email }));
  users
    .command("reset-password")
    .description("print a link by which somebody sets a new password")
    .argument(...USER)
    .option(...JSON_OPTION)
    .action((who: string, options: Json) => resetPassword(environment, who, options));
  users
    .command("delete")
    .description("delete somebody who is disabled, with all recordings; asks for the address again")
    .argument(...USER)
    .option("--end-terminals", "end what still runs of them")
    .option("--yes", "do not ask")
    .action((who: string, options: DeleteUserOptions) => deleteUser(environment, who, options));
}

function addInvitations(invitations: Command, environment: Environment): void {
  invitations
    .command("ls")
    .description("list those that were not taken up")
    .option(...JSON_OPTION)
    .action((options: Json) => listInvitations(environment, options));
  invitations
    .command("create")
    .description("make a link for one person, and print it")
    .argument("<email>", "for whom")
    .addOption(roleOption())
    .option(...JSON_OPTION)
    .action((email: string, options: Json & { role?: Role }) => invite(environment, email, options));
  invitations
    .command("revoke")
    .description("take one back")
    .argument("<invitation>", "its id, or the address it is for")
    .action((which: string) => revokeInvitation(environment, which));
}
