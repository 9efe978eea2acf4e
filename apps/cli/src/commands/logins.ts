import type { Environment } from "../env.ts";
import { plain, print } from "../output.ts";
import { connect } from "../session/connect.ts";
import { table } from "../table.ts";
import { findUser } from "./users.ts";

/** Lists where one is signed in; for administrators, where somebody else is. */
export async function listLogins(
  environment: Environment,
  { user, json = false }: { readonly user?: string; readonly json?: boolean },
): Promise<void> {
  const { client } = await connect(environment);
  const logins = await client.auth.logins.list(user === undefined ? {} : { userId: (await findUser(client, user)).id });
  if (json) return print(JSON.stringify(logins, null, 2));
  if (logins.length === 0) return print("Signed in nowhere.");
  const rows = logins.map(({ id, device, address, lastSeenAt, current }) => {
    return [id, plain(device), plain(address), new Date(lastSeenAt).toISOString(), current ? "this one" : ""];
  });
  for (const line of table([["ID", "DEVICE", "ADDRESS", "LAST SEEN", ""], ...rows])) print(line);
}

/** Signs a device out. */
export async function revokeLogin(environment: Environment, id: string): Promise<void> {
  const { client } = await connect(environment);
  await client.auth.logins.revoke(id);
  print(`The login ${plain(id)} is over.`);
}
