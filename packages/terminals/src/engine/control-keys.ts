import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { signalForeground } from "./foreground.ts";

/** Control keys, as `stty -a` names them, and what a terminal makes of them. */
const KEYS = [
  { byte: 0x03, setting: "intr = ^C;", signal: "SIGINT" },
  { byte: 0x1c, setting: "quit = ^\\;", signal: "SIGQUIT" },
  { byte: 0x1a, setting: "susp = ^Z;", signal: "SIGTSTP" },
] as const;

/** What `stty -a` says of the terminal that is open as `descriptor`; empty when it cannot say. */
async function settings(descriptor: number): Promise<string> {
  const env = { PATH: "/usr/bin:/bin", LC_ALL: "C" };
  const child = spawn("stty", ["-a"], { stdio: [descriptor, "pipe", "ignore"], env, timeout: 2_000 });
  const failed = new Promise<string>((resolve) => child.once("error", () => resolve("")));
  return child.stdout ? Promise.race([text(child.stdout), failed]) : failed;
}

/**
 * Does what the kernel would do with these keys if there were room for them in its input buffer. False when the
 * program has switched that off, as one in raw mode has: then it must get the bytes themselves.
 */
export async function actOnKeys(
  terminal: { readonly descriptor: number; readonly leader: number },
  keys: Uint8Array,
): Promise<boolean> {
  const set = await settings(terminal.descriptor);
  const signals = [...keys].map((byte) => KEYS.find((key) => key.byte === byte && set.includes(key.setting))?.signal);
  if (!/(?:^|\s)isig(?:\s|;|$)/.test(set)) return false;
  for (const signal of signals) {
    if (!signal || !(await signalForeground(terminal.leader, signal))) return false;
  }
  return true;
}
