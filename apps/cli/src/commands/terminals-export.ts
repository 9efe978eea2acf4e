import type { ExportFormat } from "@pilothouse/sdk";
import type { Environment } from "../env.ts";
import { writeOut } from "../output.ts";
import { connect } from "../session/connect.ts";
import { findTerminal } from "../terminal/short-id.ts";

export const FORMATS: readonly ExportFormat[] = ["raw", "text", "asciicast-v2", "asciicast-v3"];

/** Writes all that is kept of a terminal to standard output, as a file of one kind. */
export async function exportTerminal(
  environment: Environment,
  id: string,
  { format }: { readonly format: ExportFormat },
): Promise<void> {
  const { client } = await connect(environment);
  const terminal = await findTerminal(client, id);
  for await (const piece of client.terminals.export(terminal.id, format)) await writeOut(piece);
}
