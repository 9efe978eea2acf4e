import type { BlockFact } from "../agents/facts.ts";
import { INGEST_LIMITS } from "./limits.ts";

const COMMAND = /<command-name>(?<name>[^<]*)<\/command-name>/;
const ARGUMENTS = /<command-args>(?<text>[^<]*)<\/command-args>/;
const SHELL = /^<bash-input>(?<command>[^<]*)<\/bash-input>/;

/** What the editor adds to what a person wrote. */
const ADDED = /^<(?:ide_|system-reminder)/;

/** What a prompt is called by: its first text, and of a command what the person typed. */
export function titleOf(blocks: readonly BlockFact[]): string | null {
  const first = blocks.find((block) => block.kind === "text" && block.text.trim() !== "" && !ADDED.test(block.text.trimStart()));
  if (first?.kind !== "text") return null;
  const text = first.text.trim();
  const name = COMMAND.exec(text)?.groups?.["name"]?.trim();
  const shell = SHELL.exec(text)?.groups?.["command"]?.trim();
  if (name !== undefined) return cut(`${name} ${ARGUMENTS.exec(text)?.groups?.["text"] ?? ""}`);
  return cut(shell === undefined ? text : `! ${shell}`);
}

/** A command alone says little of what the conversation is about. */
export function isBareCommand(title: string): boolean {
  return /^\/\S+$/.test(title);
}

export function cut(text: string): string {
  return text.trim().slice(0, INGEST_LIMITS.titleCharacters);
}
