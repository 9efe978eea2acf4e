import { type FSWatcher, watch } from "node:fs";
import { lstat, readdir, rm, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { type Logger, messageOf } from "@pilothouse/platform";
import type { SystemUser } from "../engine/system-user.ts";
import { type HookReport, readHookReport } from "./hook-report.ts";
import { hookSettings } from "./hook-settings.ts";
import { ACTIVITY_LIMITS } from "./limits.ts";
import { makeReportFolder, type ReportFolder } from "./report-folder.ts";

interface HookPlace {
  /** The terminal's own folder. */
  readonly folder: string;
  readonly program: string;
  readonly args: readonly string[];
  /** Whom the agent runs as, when not as this process. */
  readonly user: SystemUser | null;
  readonly log: Logger;
}

/** `<pid>.<event>`; what is still being written ends in `.part`. */
const REPORT = /^\d+\.([A-Z][A-Za-z]+)$/;

/** Somebody who hands over settings of his own keeps them: the last ones given are the only ones read. */
const hasSettings = (args: readonly string[]) => args.some((arg) => arg === "--settings" || arg.startsWith("--settings="));

/**
 * Lets an agent report to its terminal: its settings name a folder that only this terminal has, under a name that nobody
 * can guess. `null` for a program that is no such agent, and when the folder cannot be made: it then runs without.
 */
export async function openAgentHooks({ folder, program, args, user, log }: HookPlace): Promise<AgentHooks | null> {
  if (basename(program) !== "claude" || hasSettings(args)) return null;
  let place: ReportFolder | null = null;
  try {
    place = await makeReportFolder(folder, user);
    const settings = join(place.path, "settings.json");
    await writeFile(settings, JSON.stringify(hookSettings(place.path)), { mode: 0o600 });
    await place.give(settings);
    return new AgentHooks({ place, outside: user !== null }, ["--settings", settings, ...args], log);
  } catch (error) {
    log.warn({ reason: messageOf(error) }, "an agent runs without hooks");
    await place?.remove();
    return null;
  }
}

/** The reports of the agent in one terminal, in their order. */
export class AgentHooks {
  /** What the agent is to be started with. */
  readonly args: readonly string[];
  /** The folder, if it does not go with the terminal's own. */
  readonly outside: string | null;
  readonly #place: ReportFolder;
  readonly #folder: string;
  readonly #log: Logger;
  readonly #watcher: FSWatcher;
  #onReport: (report: HookReport) => void = () => undefined;
  #reading: Promise<void> | null = null;
  #again = false;
  #closed = false;

  constructor({ place, outside }: { place: ReportFolder; outside: boolean }, args: readonly string[], log: Logger) {
    this.args = args;
    this.outside = outside ? place.path : null;
    this.#place = place;
    this.#folder = place.path;
    this.#log = log;
    this.#watcher = watch(place.path, () => this.#look());
    // The folder is gone: there is nothing left to hear.
    this.#watcher.on("error", () => this.#watcher.close());
  }

  listen(onReport: (report: HookReport) => void): void {
    this.#onReport = onReport;
    this.#look();
  }

  /** Nothing is heard any more: what an agent's stragglers still say is about something that is over. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#watcher.close();
    await this.#reading;
    await this.#place.remove();
  }

  #look(): void {
    if (this.#closed) return;
    this.#again = true;
    this.#reading ??= this.#read()
      .catch((error: unknown) => this.#log.warn({ reason: messageOf(error) }, "reports of an agent were not read"))
      .finally(() => (this.#reading = null));
  }

  async #read(): Promise<void> {
    while (this.#again && !this.#closed) {
      this.#again = false;
      const names = (await readdir(this.#folder)).filter((name) => REPORT.test(name));
      const looked = await Promise.all(names.map(async (name) => ({ name, at: await this.#timeOf(name) })));
      const found = looked.flatMap(({ name, at }) => (at === null ? [] : [{ name, at }]));
      found.sort((a, b) => (a.at === b.at ? 0 : a.at < b.at ? -1 : 1));
      for (const [index, { name }] of found.entries()) await this.#take(name, index >= ACTIVITY_LIMITS.reportsAtOnce);
    }
  }

  /** When a report was written; `null` for what is none, which is removed: whoever writes here may lead anywhere by a link. */
  async #timeOf(name: string): Promise<bigint | null> {
    const path = join(this.#folder, name);
    const found = await lstat(path, { bigint: true }).catch(() => null);
    if (found?.isFile()) return found.mtimeNs;
    await rm(path, { force: true }).catch(() => undefined);
    return null;
  }

  async #take(name: string, dropped: boolean): Promise<void> {
    const path = join(this.#folder, name);
    const text = dropped ? "" : await this.#place.read(path);
    // What cannot be removed this way is no report, and stays until the agent ends.
    await rm(path, { force: true }).catch(() => undefined);
    const report = readHookReport(REPORT.exec(name)?.[1] ?? "", text);
    if (report && !this.#closed) this.#onReport(report);
  }
}
