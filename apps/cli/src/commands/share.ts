import type { Client, Share } from "@pilothouse/sdk";
import { InvalidArgumentError } from "commander";
import type { Environment } from "../env.ts";
import { CommandFailure } from "../failure.ts";
import { print, say } from "../output.ts";
import { connect } from "../session/connect.ts";
import { findTerminal } from "../terminal/short-id.ts";

export interface ShareOptions {
  readonly recording?: boolean;
  readonly hours?: number;
  readonly list?: boolean;
  readonly revoke?: string;
}

const MINUTES = 60;

export function parseHours(value: string): number {
  const hours = Number(value);
  if (!Number.isInteger(hours) || hours < 1) throw new InvalidArgumentError("give a whole number of hours.");
  return hours;
}

/** Makes a link by which people without an account look at a terminal; or lists those that work, or ends one. */
export async function shareTerminal(environment: Environment, id: string, options: ShareOptions): Promise<void> {
  const { client, url } = await connect(environment);
  const { id: terminalId } = await findTerminal(client, id);
  if (options.revoke !== undefined) return revoke(client, terminalId, options.revoke);
  if (options.list) return list(await client.terminals.shares.list(terminalId));
  const { token, share } = await client.terminals.shares.create({
    terminalId,
    kind: options.recording ? "recording" : "live",
    ...(options.hours !== undefined && { expiresInMinutes: options.hours * MINUTES }),
  });
  print(new URL(`/s#${token}`, url).href);
  say(`Ends at ${new Date(share.expiresAt).toISOString()}, or with: pilothouse share ${terminalId} --revoke ${share.id}`);
}

function list(shares: readonly Share[]): void {
  if (shares.length === 0) return print("No link leads here.");
  for (const { id, kind, expiresAt, viewers } of shares) {
    print(`${id}  ${kind.padEnd("recording".length)}  until ${new Date(expiresAt).toISOString()}  ${viewers} looking`);
  }
}

async function revoke(client: Client, terminalId: string, beginning: string): Promise<void> {
  const shares = await client.terminals.shares.list(terminalId);
  const found = shares.filter(({ id }) => id.startsWith(beginning.toLowerCase()));
  const [only] = found;
  if (!only) throw new CommandFailure(`there is no share link ${beginning}`);
  if (found.length > 1) throw new CommandFailure(`${beginning} is the beginning of ${found.length} ids; give more of it`);
  await client.terminals.shares.revoke(only.id);
  print(`The link ${only.id} does not work any more.`);
}
