import type { Environment } from "../env.ts";
import { print } from "../output.ts";
import { connect } from "../session/connect.ts";

/** Says who is signed in, and where. */
export async function whoami(environment: Environment): Promise<void> {
  const { url, client } = await connect(environment);
  const { user, via } = await client.auth.me();
  print(`${user.name} <${user.email}>, ${user.role}, at ${url}${via === "token" ? " (API token)" : ""}`);
}
