import type { Runners } from "@pilothouse/api";
import { Fault } from "@pilothouse/platform";
import type { TerminalHost } from "@pilothouse/terminals";

interface LocalRunner extends TerminalHost {
  status(): "online" | "offline";
}

/** The runner of this machine; until others can join, the only one. */
export function localRunners(runner: LocalRunner, { id, name }: { id: string; name: string }): Runners {
  return {
    list: async () => {
      try {
        const [info, terminals] = await Promise.all([runner.info(), runner.list()]);
        const { home, shell, version, agents } = info;
        const liveTerminals = terminals.filter(({ status }) => status === "running").length;
        return [{ id, name: info.name, status: "online", version, home, shell, agents: [...agents], liveTerminals }];
      } catch (error) {
        if (!(error instanceof Fault && error.kind === "unavailable")) throw error;
        return [{ id, name, status: "offline", version: null, home: null, shell: null, agents: [], liveTerminals: 0 }];
      }
    },
  };
}
