import type { Runners } from "@pilothouse/api";
import { Fault } from "@pilothouse/platform";
import type { RunnerClient } from "@pilothouse/terminals/runner";

/** The runner of this machine, with all its generations; until others can join, the only one. */
export function localRunners(runner: RunnerClient, { id, name }: { id: string; name: string }): Runners {
  return {
    list: async () => {
      try {
        const { agents, pid: _, ...info } = await runner.info();
        const generations = [...runner.generations()];
        const liveTerminals = generations.reduce((sum, generation) => sum + generation.liveTerminals, 0);
        return [{ id, ...info, status: "online", agents: [...agents], liveTerminals, generations }];
      } catch (error) {
        if (!(error instanceof Fault && error.kind === "unavailable")) throw error;
        const nothing = { version: null, home: null, shell: null, agents: [], liveTerminals: 0, generations: [] };
        return [{ id, name, status: "offline", ...nothing }];
      }
    },
  };
}
