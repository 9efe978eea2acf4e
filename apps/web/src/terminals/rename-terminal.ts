import type { Terminal } from "@pilothouse/contracts";
import { toast } from "sonner";
import { client } from "../api/client.ts";
import { sentenceOf } from "../api/fault.ts";
import { plainTitle } from "./describe.ts";
import { liveTerminals } from "./terminals.ts";

/** Shows the new title at once, offers the old one back, and takes it back by itself when the server refuses. */
export async function renameTerminal(terminal: Terminal, title: string): Promise<void> {
  const takeBack = liveTerminals.assume(terminal.id, { title });
  try {
    await client.terminals.rename.mutate({ id: terminal.id, title });
    const undo = (): void => void renameTerminal({ ...terminal, title }, terminal.title);
    toast(`Renamed to “${plainTitle(title)}”`, { action: { label: "Undo", onClick: undo } });
  } catch (error) {
    takeBack();
    toast.error(`The title stays “${plainTitle(terminal.title)}”. ${sentenceOf(error)}`);
  }
}
