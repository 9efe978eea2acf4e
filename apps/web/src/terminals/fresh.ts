import type { Terminal } from "@pilothouse/contracts";

type Size = Pick<Terminal, "cols" | "rows">;

/** Terminals made by this page whose first byte nobody has seen yet, with the size they were made with. */
const fresh = new Map<string, Size>();

export function markFresh({ id, cols, rows }: Pick<Terminal, "id" | "cols" | "rows">): void {
  fresh.set(id, { cols, rows });
}

/** The size of a terminal that this page made and has not shown before. Answers once. */
export function takeFresh(id: string): Size | null {
  const size = fresh.get(id) ?? null;
  fresh.delete(id);
  return size;
}
