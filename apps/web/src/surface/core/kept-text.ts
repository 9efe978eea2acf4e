import type { Terminal } from "@xterm/xterm";

/** Scrollback and screen as lines of text. */
export function keptText({ buffer: { active } }: Pick<Terminal, "buffer">): string {
  const lines = Array.from({ length: active.length }, (_, row) => active.getLine(row)?.translateToString(true) ?? "");
  return lines.join("\n").trimEnd();
}
