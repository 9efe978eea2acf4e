import { Fault } from "@pilothouse/platform";
import type { Member } from "./members.ts";

/** Lets the accepting runner have what is over elsewhere, so that it is still there when the others have left. */
export async function handOver(accepting: Member, others: readonly Member[]): Promise<void> {
  await accepting.pair.control.call("adopt", []);
  for (const member of others) {
    for (const id of member.ended) if (await has(accepting, id)) member.terminals.delete(id);
  }
}

/** One whose end is not on disk, such as a full one, stays where it is. */
async function has({ pair }: Member, id: string): Promise<boolean> {
  try {
    await pair.control.call("get", [id]);
    return true;
  } catch (error) {
    if (error instanceof Fault && error.kind === "not_found") return false;
    throw error;
  }
}
