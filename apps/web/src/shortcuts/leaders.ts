/** The keys that may serve as the leader: the only ones a terminal does not get. */
export const LEADERS = [
  { id: "ctrl-shift-space", label: "Ctrl+Shift+Space", code: "Space", ctrlKey: true, shiftKey: true, altKey: false },
  { id: "ctrl-shift-enter", label: "Ctrl+Shift+Enter", code: "Enter", ctrlKey: true, shiftKey: true, altKey: false },
  { id: "alt-shift-space", label: "Alt+Shift+Space", code: "Space", ctrlKey: false, shiftKey: true, altKey: true },
] as const;

export type Leader = (typeof LEADERS)[number];
export type LeaderId = Leader["id"];

export type KeyPress = Pick<KeyboardEvent, "key" | "code" | "ctrlKey" | "metaKey" | "shiftKey" | "altKey">;

export function leaderOf(id: LeaderId): Leader {
  return LEADERS.find((leader) => leader.id === id) ?? LEADERS[0];
}

export function isLeader(press: KeyPress, leader: Leader): boolean {
  return (
    press.code === leader.code &&
    press.ctrlKey === leader.ctrlKey &&
    press.shiftKey === leader.shiftKey &&
    press.altKey === leader.altKey &&
    !press.metaKey
  );
}
