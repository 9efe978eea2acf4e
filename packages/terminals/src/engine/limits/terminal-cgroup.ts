import { mkdir, readdir, readFile, rmdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { ProcessLimits } from "@pilothouse/contracts";

const CPU_PERIOD_US = 100_000;

/** The cgroup of one terminal: it limits, knows and ends everything the terminal started. */
export class TerminalCgroup {
  readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  /** Makes the group of the terminal `id`. Throws when a limit cannot be set; then nothing is left. */
  static async make(root: string, id: string, limits: ProcessLimits): Promise<TerminalCgroup> {
    const group = new TerminalCgroup(join(root, `pilothouse-${id}`));
    await mkdir(group.folder);
    try {
      await group.#limit(limits);
    } catch (error) {
      await group.remove();
      throw error;
    }
    return group;
  }

  /** The file whose writer gets into the group by writing `0`. */
  get door(): string {
    return join(this.folder, "cgroup.procs");
  }

  /** The pids of everything in it, also below. */
  async processes(): Promise<Set<number>> {
    const members = await Promise.all((await this.#folders()).map((folder) => read(folder, "cgroup.procs")));
    return new Set(members.flatMap((list) => list.split("\n").filter(Boolean).map(Number)));
  }

  /** Kills everything in it at once, and whatever is being started meanwhile. */
  async kill(): Promise<void> {
    // Systems before Linux 5.14 have no such file.
    await writeFile(join(this.folder, "cgroup.kill"), "1").catch(() => undefined);
  }

  /** How many of its processes the kernel killed for want of memory. */
  async outOfMemoryKills(): Promise<number> {
    return Number(/^oom_kill (\d+)$/m.exec(await read(this.folder, "memory.events"))?.[1] ?? 0);
  }

  /** Takes it away if nothing is in it. */
  async remove(): Promise<void> {
    for (const folder of (await this.#folders()).toReversed()) await rmdir(folder).catch(() => undefined);
  }

  async #limit({ processes, memoryBytes, cpuPercent }: ProcessLimits): Promise<void> {
    const set = (file: string, value: string) => writeFile(join(this.folder, file), value);
    if (processes !== undefined) await set("pids.max", String(processes));
    if (cpuPercent !== undefined) await set("cpu.max", `${(cpuPercent * CPU_PERIOD_US) / 100} ${CPU_PERIOD_US}`);
    if (memoryBytes === undefined) return;
    await set("memory.max", String(memoryBytes));
    // A machine without swap has no such file; with it, what is over the limit would only become slow.
    await set("memory.swap.max", "0").catch(() => undefined);
  }

  /** It and what its processes made below it, outer ones first. */
  async #folders(): Promise<string[]> {
    const entries = await readdir(this.folder, { recursive: true, withFileTypes: true }).catch(() => []);
    const below = entries.filter((entry) => entry.isDirectory()).map(({ parentPath, name }) => join(parentPath, name));
    return [this.folder, ...below.sort()];
  }
}

function read(folder: string, file: string): Promise<string> {
  return readFile(join(folder, file), "utf8").catch(() => "");
}
