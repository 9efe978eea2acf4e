import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { Id } from "@pilothouse/contracts";
import { messageOf } from "@pilothouse/platform";
import { removeReportFolder } from "../activity/report-folder.ts";
import { Care } from "./care.ts";
import { findConversation } from "./conversation.ts";
import { inputLogOf } from "./input-log-of.ts";
import { TerminalCgroup } from "./limits/terminal-cgroup.ts";
import { loadRecording } from "./open-recording.ts";
import type { EngineContext } from "./options.ts";
import { isAlive, isOfThisBoot } from "./process-identity.ts";
import { ProcessTree } from "./process-tree.ts";
import { removedName } from "./remove-folder.ts";
import { Terminal } from "./terminal.ts";
import { readFacts, type TerminalFacts } from "./terminal-file.ts";

/** Folders looked into at the same time. */
const AT_ONCE = 16;

/** Ends what is left of a terminal whose runner died. A number that is another process's by now is not touched. */
async function sweep({ owner }: TerminalFacts, care: Care): Promise<void> {
  if (await isOfThisBoot(owner)) await care.end(0);
}

async function treeOf({ id, process }: TerminalFacts, { log }: EngineContext, cgroup: TerminalCgroup | null) {
  const root = process && (await isAlive(process)) ? process : null;
  return new ProcessTree({ id, root, cgroup, log });
}

async function recoverTerminal(context: EngineContext, id: string): Promise<Terminal | null> {
  const { limits, clock, log, onChange, eyes } = context;
  if (!Id.safeParse(id).success) throw new Error("its name is no terminal's id");
  const folder = join(context.folder, id);
  const facts = await readFacts(folder);
  if (facts.id !== id) throw new Error(`it says that it is ${facts.id}`);
  const cgroup = facts.cgroup === null ? null : new TerminalCgroup(facts.cgroup);
  const care = new Care({ tree: () => treeOf(facts, context, cgroup), device: null, cgroup, facts: facts.care });
  const recording = await loadRecording({ folder, facts: () => ({ ...facts, care: care.facts }), limits, clock, log });
  if (!recording) return null;
  if (!recording.timeline.end) {
    await sweep(facts, care);
    if (facts.reportFolder !== undefined) await removeReportFolder(facts.reportFolder);
    await recording.finish({ code: null, signal: null, at: clock.now() }, "lost");
  }
  const resume = await findConversation({ facts, eyes }, recording.timeline.end?.exit.at ?? clock.now(), facts.agentSession);
  const inputs = inputLogOf(context, folder);
  return new Terminal({ facts, recording, program: null, care, inputs, resume, eyes, clock, onChange });
}

/**
 * Finds the terminals of earlier runners that are not `known` yet: what was still running is `lost` from now on. What
 * another runner has or what does not fit is left alone.
 */
export async function recoverTerminals(
  context: EngineContext,
  known: ReadonlySet<string> = new Set(),
): Promise<Map<string, Terminal>> {
  const found: (readonly [string, Terminal])[] = [];
  const names = (await readdir(context.folder)).filter((name) => !known.has(name)).sort();
  const next = async (): Promise<void> => {
    for (let name = names.shift(); name !== undefined; name = names.shift()) {
      const terminal = await look(context, name);
      if (terminal) found.push([name, terminal]);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, next));
  // The order of their ids is that in which they were made.
  return new Map(found.sort(([a], [b]) => (a < b ? -1 : 1)));
}

async function look(context: EngineContext, name: string): Promise<Terminal | null> {
  try {
    if (!removedName.test(name)) return await recoverTerminal(context, name);
    await rm(join(context.folder, name), { recursive: true, force: true });
  } catch (error) {
    context.log.warn({ folder: name, reason: messageOf(error) }, "a folder among the terminals is left alone");
  }
  return null;
}
