import type { StateEvent } from "@pilothouse/sdk";

/** Who looks at a terminal, and which of the viewers this page is. */
export interface Audience extends Pick<StateEvent, "viewers" | "viewerCount" | "controller"> {
  readonly me: string;
}

/** As many are named; the rest are counted. */
const MOST_NAMED = 2;

function nameOf({ viewers, me }: Audience, viewerId: string): string {
  const mine = viewers.find((viewer) => viewer.viewerId === me)?.userId;
  const viewer = viewers.find((one) => one.viewerId === viewerId);
  if (!viewer) return "another view";
  const device = viewer.device || "another view";
  return viewer.userId === mine ? device : `${viewer.name || "somebody"} (${device})`;
}

/** Who else looks, in words; `null` when nobody does. */
export function othersWords(audience: Audience): string | null {
  const others = audience.viewers.filter(({ viewerId }) => viewerId !== audience.me);
  const count = audience.viewerCount - 1;
  if (count <= 0) return null;
  const named = others.slice(0, MOST_NAMED).map(({ viewerId, mode }) => {
    const name = nameOf(audience, viewerId);
    return mode === "view" ? `${name}, view only` : name;
  });
  const rest = count - named.length;
  return [...named, ...(rest > 0 ? [`${rest} more`] : [])].join(" · ");
}

/** Who decides the size, in words; `null` when this page does, or nobody. */
export function controllerWords(audience: Audience): string | null {
  const { controller, me } = audience;
  return controller === null || controller === me ? null : nameOf(audience, controller);
}
