import type { Role } from "@pilothouse/sdk";
import type { Environment } from "../env.ts";
import { CommandFailure } from "../failure.ts";
import { plain, print } from "../output.ts";
import { connect } from "../session/connect.ts";
import { table } from "../table.ts";

interface Json {
  readonly json?: boolean;
}

/** Lists the invitations that were not taken up. */
export async function listInvitations(environment: Environment, { json = false }: Json): Promise<void> {
  const { client } = await connect(environment);
  const invitations = await client.users.invitations.list();
  if (json) return print(JSON.stringify(invitations, null, 2));
  if (invitations.length === 0) return print("No invitations wait.");
  const rows = invitations.map(({ id, email, role, expiresAt }) => [id, plain(email), role, new Date(expiresAt).toISOString()]);
  for (const line of table([["ID", "E-MAIL", "ROLE", "UNTIL"], ...rows])) print(line);
}

/** Makes a link by which one person makes an account, and prints it. */
export async function invite(
  environment: Environment,
  email: string,
  { role, json = false }: Json & { readonly role?: Role },
): Promise<void> {
  const { client } = await connect(environment);
  const link = await client.users.invitations.create({ email, ...(role && { role }) });
  if (json) return print(JSON.stringify(link, null, 2));
  print(link.url);
  const way = link.mailed ? "It is on its way by mail, too" : `Hand it to ${plain(email)}`;
  print(`${way}; it works once, until ${new Date(link.expiresAt).toISOString()}.`);
}

/** Takes an invitation back, by its id or by the address it was made for. */
export async function revokeInvitation(environment: Environment, which: string): Promise<void> {
  const { client } = await connect(environment);
  const { invitations } = client.users;
  const found = (await invitations.list()).find(({ id, email }) => id === which || email === which.toLowerCase());
  if (!found) throw new CommandFailure(`there is no invitation ${which}`);
  await invitations.revoke(found.id);
  print(`The invitation of ${plain(found.email)} does not work any more.`);
}
