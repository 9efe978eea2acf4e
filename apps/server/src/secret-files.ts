import { readFileSync } from "node:fs";
import { errnoOf } from "@pilothouse/platform";
import { BadSetting } from "./bad-setting.ts";

type Settings = Readonly<Record<string, string | undefined>>;

const SUFFIX = "_FILE";
/** Settings that hold secrets: each may be in a file instead, which `<name>_FILE` names. */
const SECRETS: readonly string[] = ["PILOTHOUSE_ADMIN_PASSWORD", "PILOTHOUSE_SMTP_URL"];

/**
 * The settings with what is in files put in. A process's environment can be read by its whole account and goes along to
 * what it starts; a file can be made to last only as long as it is needed, as systemd's credentials are.
 */
export function withSecretFiles(settings: Settings): Settings {
  const all: Record<string, string | undefined> = { ...settings };
  for (const name of SECRETS) {
    const file = all[`${name}${SUFFIX}`];
    if (file === undefined) continue;
    if (all[name] !== undefined) throw new BadSetting(`${name}${SUFFIX}: set either it or ${name}`);
    all[name] = readSecretFile(`${name}${SUFFIX}`, file);
    delete all[`${name}${SUFFIX}`];
  }
  return all;
}

/** Editors end a file with a line break that is no part of the secret. */
export function readSecretFile(setting: string, file: string): string {
  try {
    return readFileSync(file, "utf8").replace(/\r?\n$/, "");
  } catch (error) {
    throw new BadSetting(`${setting}: ${file} cannot be read (${errnoOf(error) ?? "unknown"})`);
  }
}
