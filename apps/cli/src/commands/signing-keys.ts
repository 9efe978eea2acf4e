import type { Environment } from "../env.ts";
import { print } from "../output.ts";
import { connect } from "../session/connect.ts";

/** Lists the keys of access tokens. */
export async function listSigningKeys(environment: Environment): Promise<void> {
  const { client } = await connect(environment);
  for (const { id, createdAt, endsAt } of await client.signingKeys.list()) {
    const state = endsAt === null ? "signs" : `verifies until ${new Date(endsAt).toISOString()}`;
    print(`${id}  since ${new Date(createdAt).toISOString()}  ${state}`);
  }
}

/** Makes a new key; what the one before has signed goes on. */
export async function rotateSigningKey(environment: Environment): Promise<void> {
  const { client } = await connect(environment);
  const { id } = await client.signingKeys.rotate();
  print(`The key ${id} signs from now on; the one before verifies until its last token has ended.`);
}

/** Ends what a key has signed. */
export async function revokeSigningKey(environment: Environment, id: string): Promise<void> {
  const { client } = await connect(environment);
  await client.signingKeys.revoke(id);
  print(`What the key ${id} has signed is refused; sign-ins go on with new access tokens.`);
}
