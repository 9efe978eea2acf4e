import type { Terminal } from "@pilothouse/sdk";
import type { Environment } from "../env.ts";
import { plain, print } from "../output.ts";
import { connect } from "../session/connect.ts";
import { table } from "../table.ts";
import { shortIds } from "../terminal/short-id.ts";

const COMMAND_WIDTH = 40;

/** Lists one's terminals, newest first. */
export async function listTerminals(environment: Environment, { json = false }: { readonly json?: boolean }): Promise<void> {
  const { client } = await connect(environment);
  const terminals = await client.terminals.list();
  if (json) return print(JSON.stringify(terminals, null, 2));
  if (terminals.length === 0) return print("No terminals. Start one with: pilothouse terminals new");
  const short = shortIds(terminals.map(({ id }) => id));
  const rows = terminals.map((terminal) => [
    short.get(terminal.id) ?? terminal.id,
    stateOf(terminal),
    age(Date.now() - terminal.createdAt),
    plain(terminal.title),
    plain(terminal.command.join(" ")).slice(0, COMMAND_WIDTH),
  ]);
  for (const line of table([["ID", "STATE", "AGE", "TITLE", "COMMAND"], ...rows])) print(line);
}

function stateOf({ status, exit }: Terminal): string {
  if (status !== "exited") return status;
  return `exited ${exit?.signal ?? exit?.code ?? ""}`.trim();
}

function age(ms: number): string {
  const units = [
    ["d", 86_400_000],
    ["h", 3_600_000],
    ["m", 60_000],
  ] as const;
  const found = units.find(([, size]) => ms >= size);
  return found ? `${Math.floor(ms / found[1])}${found[0]}` : `${Math.max(0, Math.floor(ms / 1_000))}s`;
}
