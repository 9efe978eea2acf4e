import { PilothouseError } from "@pilothouse/sdk";
import { CommanderError } from "commander";

export const EXIT = { ok: 0, failed: 1, usage: 2, notSignedIn: 3, interrupted: 130 } as const;

/** Ends the command with one line on standard error. */
export class CommandFailure extends Error {
  override readonly name = "CommandFailure";
  readonly exitCode: number;

  constructor(message: string, exitCode: number = EXIT.failed) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** The exit code for an error, and the line for standard error; no line when there is nothing more to say. */
export function describeFailure(error: unknown): { readonly exitCode: number; readonly line: string | null } {
  // Commander has printed its own message, or the help that was asked for.
  if (error instanceof CommanderError) return { exitCode: error.exitCode === 0 ? EXIT.ok : EXIT.usage, line: null };
  if (error instanceof CommandFailure) return { exitCode: error.exitCode, line: error.message || null };
  if (error instanceof PilothouseError) return { exitCode: exitCodeOf(error), line: lineOf(error) };
  return { exitCode: EXIT.failed, line: `internal error: ${error instanceof Error ? error.message : String(error)}` };
}

function exitCodeOf({ kind }: PilothouseError): number {
  return kind === "unauthenticated" ? EXIT.notSignedIn : EXIT.failed;
}

function lineOf({ kind, message }: PilothouseError): string {
  return kind === "unauthenticated" ? `${message} (pilothouse login)` : message;
}
