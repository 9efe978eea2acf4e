import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";

/** What the command line takes from its environment. */
export interface Environment {
  /** `PILOTHOUSE_URL`: the server, in place of the one signed in to. */
  readonly url: string | undefined;
  /** `PILOTHOUSE_TOKEN`: an API token, in place of a sign-in. */
  readonly token: string | undefined;
  /** Where the sign-in is kept: `$XDG_CONFIG_HOME/pilothouse`. */
  readonly configDir: string;
  /** What may be thrown away at any time: `$XDG_CACHE_HOME/pilothouse`. */
  readonly cacheDir: string;
  /** The local server's data: `PILOTHOUSE_DATA_DIR`, or `$XDG_DATA_HOME/pilothouse`. */
  readonly dataDir: string;
}

/** An empty value counts as unset; the XDG folders must be absolute (XDG Base Directory Specification 0.8). */
export function readEnvironment(source: Readonly<Record<string, string | undefined>>): Environment {
  const folder = (name: string, ...otherwise: string[]) => {
    const given = source[name];
    return given && isAbsolute(given) ? given : join(homedir(), ...otherwise);
  };
  return {
    url: source["PILOTHOUSE_URL"] || undefined,
    token: source["PILOTHOUSE_TOKEN"] || undefined,
    configDir: join(folder("XDG_CONFIG_HOME", ".config"), "pilothouse"),
    cacheDir: join(folder("XDG_CACHE_HOME", ".cache"), "pilothouse"),
    dataDir: source["PILOTHOUSE_DATA_DIR"] || join(folder("XDG_DATA_HOME", ".local", "share"), "pilothouse"),
  };
}

/** The environment of this process. */
export const processEnvironment = (): Environment => readEnvironment(process.env);
