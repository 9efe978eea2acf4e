import type { Runner } from "@pilothouse/contracts";
import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { Face } from "../ui/faces.tsx";
import { Panel } from "../ui/page.tsx";
import { GenerationHead, GenerationRow } from "./generation-row.tsx";

/** One machine: its processes, the one that takes new terminals first. */
export function RunnerPanel({ runner }: { runner: Runner }): ReactNode {
  const { name, status, liveTerminals, generations } = runner;
  const terminals = liveTerminals === 1 ? "1 live terminal" : `${liveTerminals} live terminals`;
  return (
    <Panel title={name} aside={<span className="text-ink-soft">{status === "online" ? `Online, ${terminals}` : "Offline"}</span>}>
      {status === "online" ? (
        <table className="w-full" aria-label={`Processes on ${name}`}>
          <GenerationHead />
          <tbody>
            {generations.map((generation) => (
              <GenerationRow key={generation.id} generation={generation} />
            ))}
          </tbody>
        </table>
      ) : (
        <Face icon={CircleAlert} title="This runner cannot be reached">
          <p>
            Its terminals go on if it is alive. The server keeps trying; its log, and logs/runner.log in the data folder, say why.
          </p>
        </Face>
      )}
    </Panel>
  );
}
