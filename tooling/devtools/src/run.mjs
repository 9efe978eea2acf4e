import { spawn } from "node:child_process";
import { constants } from "node:os";
import { environment, root } from "./workspace.mjs";

/** Signals that follow one another within this many milliseconds come from one key press. */
const ONE_KEY_PRESS_MS = 1_000;

/** @type {readonly NodeJS.Signals[]} */
const STOPPING = ["SIGINT", "SIGTERM", "SIGHUP"];

/**
 * Starts commands that end together and answers with the first exit code. Each is in a process group of its own, so that
 * a Ctrl-C, which the terminal and npm both deliver, reaches it once; a second Ctrl-C, later than that, kills.
 * @param {readonly { command: string, args: readonly string[], cwd?: string, env?: NodeJS.ProcessEnv }[]} commands
 * @returns {Promise<number>}
 */
export async function runTogether(commands) {
  const children = commands.map(({ command, args, cwd = root, env = environment }) =>
    spawn(command, args, { cwd, env, stdio: ["ignore", "inherit", "inherit"], detached: true }),
  );
  /** @param {NodeJS.Signals} signal */
  const endAll = (signal) => children.forEach((child) => child.exitCode === null && child.kill(signal));
  let askedAt = 0;
  /** @param {NodeJS.Signals} signal */
  const stop = (signal) => {
    const now = Date.now();
    if (askedAt === 0) endAll(signal === "SIGHUP" ? "SIGTERM" : signal);
    else if (now - askedAt > ONE_KEY_PRESS_MS) endAll("SIGKILL");
    if (askedAt === 0) askedAt = now;
  };
  STOPPING.forEach((signal) => process.on(signal, stop));
  try {
    const codes = children.map(
      (child) =>
        new Promise((resolve, reject) => {
          child.once("error", reject);
          child.once("exit", (code, signal) => resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal])));
        }),
    );
    const first = await Promise.race(codes);
    endAll("SIGTERM");
    await Promise.all(codes);
    return first;
  } finally {
    endAll("SIGTERM");
    STOPPING.forEach((signal) => process.off(signal, stop));
  }
}

/**
 * Runs one command with our own output; answers with its exit code.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 */
export function run(command, args, env = environment) {
  return runTogether([{ command, args, env }]);
}

/**
 * Runs one command without showing what it prints; answers with that and its exit code.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<{ code: number, output: string }>}
 */
export function runQuietly(command, args, env = environment) {
  const child = spawn(command, args, { cwd: root, env, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  child.stdout.on("data", (part) => (output += part));
  child.stderr.on("data", (part) => (output += part));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve({ code: code ?? 1, output }));
  });
}
