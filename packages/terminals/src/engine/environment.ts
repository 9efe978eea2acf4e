import { homedir, userInfo } from "node:os";
import { isAbsolute, sep } from "node:path";

/** Variables with or without a value, as `process.env` has them. */
export type SourceEnvironment = Readonly<Record<string, string | undefined>>;

/**
 * All that a runner, and so a terminal, gets from the process that starts it: who the user is, where programs and
 * temporary files are, language and time zone. XDG_RUNTIME_DIR is a path and no secret; user services and rootless
 * containers need it. Everything else stays behind, agents' and servers' keys above all.
 */
const ALLOWED = [
  "HOME",
  "USER",
  "LOGNAME",
  "SHELL",
  "LANG",
  "LANGUAGE",
  "LC_ALL",
  "LC_ADDRESS",
  "LC_COLLATE",
  "LC_CTYPE",
  "LC_IDENTIFICATION",
  "LC_MEASUREMENT",
  "LC_MESSAGES",
  "LC_MONETARY",
  "LC_NAME",
  "LC_NUMERIC",
  "LC_PAPER",
  "LC_TELEPHONE",
  "LC_TIME",
  "TZ",
  "TMPDIR",
  "XDG_RUNTIME_DIR",
] as const;

/** Where UTF-8 is all that is asked for. */
const PLAIN_LANGUAGE = process.platform === "darwin" ? "en_US.UTF-8" : "C.UTF-8";

const SYSTEM_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

/** What a package manager put on the PATH for the script that runs the server, and nobody else should find. */
const SCRIPT_FOLDER = /(?:\/node_modules\/\.bin|\/node-gyp-bin)\/?$/;

function cleanPath(path: string | undefined): string {
  const folders = (path ?? "").split(":").filter((folder) => isAbsolute(folder) && !SCRIPT_FOLDER.test(folder));
  return folders.length > 0 ? [...new Set(folders)].join(":") : SYSTEM_PATH;
}

/** Picks what may reach a runner and its terminals; HOME, USER and PATH are always there. */
export function runnerEnvironment(source: SourceEnvironment): Record<string, string> {
  const { username } = userInfo();
  const picked: Record<string, string> = { HOME: homedir(), USER: username, LOGNAME: username };
  for (const name of ALLOWED) {
    const value = source[name];
    if (value) picked[name] = value;
  }
  if (!picked["HOME"]?.startsWith(sep)) picked["HOME"] = userInfo().homedir;
  picked["PATH"] = cleanPath(source["PATH"]);
  return picked;
}

/** Names the terminal a process belongs to, also when it has left its session and its parent. */
export const TERMINAL_MARK = "PILOTHOUSE_TERMINAL_ID";

/** The environment of a terminal: the runner's, what says that this is a modern terminal, and what the caller adds. */
export function terminalEnvironment(
  source: SourceEnvironment,
  terminal: { readonly id: string; readonly env?: Readonly<Record<string, string>> | undefined },
): Record<string, string> {
  const base = runnerEnvironment(source);
  // Services start without a language; without UTF-8 most full-screen programs draw rubbish.
  const language = (base["LANG"] ?? base["LC_ALL"] ?? base["LC_CTYPE"]) ? {} : { LANG: PLAIN_LANGUAGE };
  return {
    ...base,
    ...language,
    TERM: "xterm-256color",
    COLORTERM: "truecolor",
    TERM_PROGRAM: "pilothouse",
    ...terminal.env,
    [TERMINAL_MARK]: terminal.id,
  };
}
