import { PilothouseError } from "@pilothouse/sdk";
import type { Environment } from "../env.ts";
import { CommandFailure, EXIT } from "../failure.ts";
import { print } from "../output.ts";
import { connect } from "../session/connect.ts";
import { CredentialsFile } from "../session/credentials.ts";

/** Ends the stored sign-in, here and on the server. */
export async function logout(environment: Environment): Promise<void> {
  const file = new CredentialsFile(environment.configDir);
  const stored = await file.read();
  if (!stored) throw new CommandFailure("you are not signed in", EXIT.notSignedIn);
  const { client } = await connect({ ...environment, url: stored.url, token: undefined });
  try {
    await client.auth.logout();
  } catch (error) {
    // A sign-in that the server has ended already is what was wanted.
    if (!(error instanceof PilothouseError && error.kind === "unauthenticated")) throw error;
  }
  await file.remove();
  print(`Signed out of ${stored.url}.`);
}
