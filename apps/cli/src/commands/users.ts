import type { Client, Role, User } from "@pilothouse/sdk";
import type { Environment } from "../env.ts";
import { CommandFailure } from "../failure.ts";
import { plain, print } from "../output.ts";
import { connect } from "../session/connect.ts";
import { ask, readStandardInput } from "../session/prompt.ts";
import { table } from "../table.ts";

interface Json {
  readonly json?: boolean;
}

/** Lists everybody who has an account. */
export async function listUsers(environment: Environment, { json = false }: Json): Promise<void> {
  const { client } = await connect(environment);
  const users = await client.users.list();
  if (json) return print(JSON.stringify(users, null, 2));
  const rows = users.map(({ id, email, name, role, disabled }) => [
    id,
    plain(email),
    role,
    disabled ? "disabled" : "",
    plain(name),
  ]);
  for (const line of table([["ID", "E-MAIL", "ROLE", "", "NAME"], ...rows])) print(line);
}

export interface CreateUserOptions extends Json {
  readonly name?: string;
  readonly role?: Role;
  readonly passwordStdin?: boolean;
}

/** Makes an account. The password is read where it stands in no command line. */
export async function createUser(environment: Environment, email: string, options: CreateUserOptions): Promise<void> {
  const { name = email, role, json = false } = options;
  const { client } = await connect(environment);
  const password = options.passwordStdin ? await readStandardInput() : await ask(`Password of ${email}: `, { hidden: true });
  const user = await client.users.create({ email, name, password, ...(role && { role }) });
  print(json ? JSON.stringify(user, null, 2) : `${plain(user.email)} is ${user.role} now.`);
}

/** Changes the role or the e-mail address of somebody, or whether they may sign in. */
export async function updateUser(
  environment: Environment,
  who: string,
  { json = false, ...changes }: Json & { readonly role?: Role; readonly disabled?: boolean; readonly email?: string },
): Promise<void> {
  const { client } = await connect(environment);
  const { id } = await findUser(client, who);
  const user = await client.users.update(id, changes);
  const now = user.disabled ? "is disabled and signed out" : `is ${user.role} and may sign in`;
  print(json ? JSON.stringify(user, null, 2) : `${plain(user.email)} ${now}.`);
}

/** Prints a link by which somebody sets a new password. */
export async function resetPassword(environment: Environment, who: string, { json = false }: Json): Promise<void> {
  const { client } = await connect(environment);
  const { id, email } = await findUser(client, who);
  const link = await client.users.resetPassword(id);
  if (json) return print(JSON.stringify(link, null, 2));
  print(link.url);
  print(`Hand it to ${plain(email)}; it works once, until ${new Date(link.expiresAt).toISOString()}.`);
}

export interface DeleteUserOptions {
  readonly endTerminals?: boolean;
  readonly yes?: boolean;
}

/** Deletes somebody with all recordings, once the address was typed again. */
export async function deleteUser(environment: Environment, who: string, options: DeleteUserOptions): Promise<void> {
  const { endTerminals = false, yes = false } = options;
  const { client } = await connect(environment);
  const { id, email } = await findUser(client, who);
  const typed = yes ? email : await ask(`Type ${plain(email)} to delete this user and all recordings: `);
  if (typed.trim().toLowerCase() !== email) throw new CommandFailure("that is another address; nobody was deleted");
  await client.users.delete(id, { endTerminals });
  print(`${plain(email)} is deleted.`);
}

/** The one user with this e-mail address, or whose id begins like this. */
export async function findUser({ users }: Client, who: string): Promise<User> {
  const wanted = who.toLowerCase();
  const found = (await users.list()).filter(({ id, email }) => email === wanted || id.startsWith(wanted));
  const [only] = found;
  if (!only) throw new CommandFailure(`there is no user ${who}`);
  if (found.length > 1) throw new CommandFailure(`${who} is the beginning of ${found.length} ids; give more of it`);
  return only;
}
