import type { Environment } from "../env.ts";
import { print } from "../output.ts";
import { connect } from "../session/connect.ts";

/** Has the server copy its database, or says which copies there are. */
export async function backUp(environment: Environment, { list = false }: { list?: boolean }): Promise<void> {
  const { client } = await connect(environment);
  if (!list) return print((await client.system.backup()).path);
  const backups = await client.system.backups();
  if (backups.length === 0) return print("There are no backups.");
  for (const { path, bytes, at } of backups) print(`${new Date(at).toISOString()}  ${bytes}  ${path}`);
}
