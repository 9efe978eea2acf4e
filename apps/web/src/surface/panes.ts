/** What the terminal page shows: one terminal, or two beside each other, one of them with the focus. */
export interface Panes {
  readonly main: string;
  readonly beside: string | null;
  readonly focus: "main" | "beside";
}

/** The terminal that keys go to. */
export function focused(panes: Panes): string {
  return panes.focus === "beside" && panes.beside ? panes.beside : panes.main;
}

/** Shows a terminal in the focused pane; one that is shown already gets the focus instead. */
export function look(panes: Panes, id: string): Panes {
  if (id === panes.main) return { ...panes, focus: "main" };
  if (id === panes.beside) return { ...panes, focus: "beside" };
  return panes.focus === "beside" && panes.beside ? { ...panes, beside: id } : { ...panes, main: id, focus: "main" };
}

/** Shows a terminal beside the main one. */
export function split(panes: Panes, id: string): Panes {
  return id === panes.main ? panes : { ...panes, beside: id, focus: "beside" };
}

/** Takes the pane of `id` away; `null` when nothing is left to show. */
export function unsplit(panes: Panes, id: string): Panes | null {
  if (id === panes.beside) return { main: panes.main, beside: null, focus: "main" };
  if (id !== panes.main) return panes;
  return panes.beside ? { main: panes.beside, beside: null, focus: "main" } : null;
}
