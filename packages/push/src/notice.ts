import { LIMITS, type Terminal } from "@pilothouse/contracts";

/** What a device shows; sealed on its way, and still without anything that a program printed. */
export interface Notice {
  readonly title: string;
  readonly body: string;
  /** Page of the dashboard that it leads to. */
  readonly path: string;
  /** A later notice of the same tag takes its place. */
  readonly tag: string;
  readonly urgent: boolean;
}

const BODIES = { waiting: "Waits for your answer", finished: "Is done", failed: "Has failed" } as const;

export function terminalNotice({ id, title, attention }: Terminal): Notice {
  const kind = attention?.kind ?? "finished";
  return {
    title: title.slice(0, LIMITS.pushTitleCharacters),
    body: BODIES[kind],
    path: `/terminals/${id}`,
    tag: id,
    urgent: kind === "waiting",
  };
}

export const TEST_NOTICE: Notice = {
  title: "Pilothouse",
  body: "Notifications reach this device",
  path: "/settings",
  tag: "test",
  urgent: true,
};
