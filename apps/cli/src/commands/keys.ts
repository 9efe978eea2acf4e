import type { ApiKey, Client } from "@pilothouse/sdk";
import { InvalidArgumentError } from "commander";
import type { Environment } from "../env.ts";
import { CommandFailure } from "../failure.ts";
import { print } from "../output.ts";
import { connect } from "../session/connect.ts";
import { ask, readStandardInput } from "../session/prompt.ts";

/** A key of the vault, and the variable that a terminal finds it in. */
export interface KeyGrant {
  readonly name: string;
  readonly as: string;
}

/** `NAME=VARIABLE`, one after the other. */
export function parseGrant(value: string, before: readonly KeyGrant[] = []): readonly KeyGrant[] {
  const [name, as, ...more] = value.split("=");
  if (!name || !as || more.length > 0)
    throw new InvalidArgumentError("give a key's name and a variable, such as work=ANTHROPIC_API_KEY.");
  return [...before, { name, as }];
}

/** Lists one's keys of other services, by name. */
export async function listKeys(environment: Environment): Promise<void> {
  const { client } = await connect(environment);
  const [keys, { locked }] = await Promise.all([client.apiKeys.list(), client.vault.status()]);
  if (locked !== null) print(locked);
  if (keys.length === 0) return print("No keys. Keep one with: pilothouse keys set <name>");
  for (const { name, hint, updatedAt } of keys) print(`${name}  ...${hint}  since ${new Date(updatedAt).toISOString()}`);
}

/** Keeps a key, or replaces it. It is read where it stands in no command line. */
export async function setKey(
  environment: Environment,
  name: string,
  { stdin = false }: { readonly stdin?: boolean },
): Promise<void> {
  const { client } = await connect(environment);
  const known = await find(client, name);
  const value = stdin ? await readStandardInput() : await ask(`Key ${name}: `, { hidden: true });
  if (known) await client.apiKeys.update(known.id, { value });
  else await client.apiKeys.create({ name, value });
  print(`The key ${name} is kept. Use it with: pilothouse terminals new --key ${name}=<variable>`);
}

/** Forgets a key; terminals that run keep it. */
export async function removeKey(environment: Environment, name: string): Promise<void> {
  const { client } = await connect(environment);
  const known = await find(client, name);
  if (!known) throw new CommandFailure(`you have no key ${name}`);
  await client.apiKeys.delete(known.id);
  print(`The key ${name} is forgotten.`);
}

/** Seals everything that is secret in the database with a new master key. */
export async function rotateVault(environment: Environment): Promise<void> {
  const { client } = await connect(environment);
  const { version, rewrapped } = await client.vault.rotate();
  print(`Master key ${version} is in use; ${rewrapped} keys were sealed with it anew, and the old one is gone.`);
}

async function find(client: Client, name: string): Promise<ApiKey | undefined> {
  return (await client.apiKeys.list()).find((key) => key.name === name);
}
