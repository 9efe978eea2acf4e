import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { compileCache, type TestServer } from "@pilothouse/testing";

export const MAIN = fileURLToPath(new URL("../main.ts", import.meta.url));

export interface Outcome {
  readonly code: number;
  readonly stdout: Buffer;
  readonly stderr: string;
}

export interface CommandOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
}

/** Runs the real command without a terminal, with its sign-in kept in `home`. */
export function runCommand(
  home: string,
  args: readonly string[],
  { env = {}, input = "" }: CommandOptions = {},
): Promise<Outcome> {
  return new Promise((resolve) => {
    const options = { env: commandEnvironment(home, env), encoding: "buffer", timeout: 60_000 } as const;
    const child = execFile(process.execPath, [MAIN, ...args], options, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === "number" ? error.code : -1;
      resolve({ code, stdout, stderr: stderr.toString() });
    });
    child.stdin?.end(input);
  });
}

export function commandEnvironment(home: string, env: Readonly<Record<string, string>>): Record<string, string> {
  const path = process.env["PATH"] ?? "";
  return { ...compileCache(), PATH: path, HOME: home, XDG_CONFIG_HOME: home, TERM: "xterm-256color", LANG: "C.UTF-8", ...env };
}

/** Signs the test's admin in, as a person would have done before. */
export async function signInAt(server: TestServer, home: string): Promise<void> {
  const { email, password } = server.admin;
  const outcome = await runCommand(home, ["login", "--url", server.url, "--email", email, "--password-stdin"], {
    input: password,
  });
  if (outcome.code !== 0) throw new Error(outcome.stderr);
}
