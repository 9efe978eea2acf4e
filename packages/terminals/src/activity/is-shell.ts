import { basename } from "node:path";

const SHELLS = new Set([
  "ash",
  "bash",
  "csh",
  "dash",
  "elvish",
  "fish",
  "ksh",
  "mksh",
  "nu",
  "pwsh",
  "sh",
  "tcsh",
  "xonsh",
  "zsh",
]);

/** Whether this starts a shell that asks for commands, rather than one that runs a script. */
export function isShell(program: string, args: readonly string[]): boolean {
  return SHELLS.has(basename(program)) && args.every((arg) => /^-(?!-?c|[a-z]*c)/.test(arg));
}
