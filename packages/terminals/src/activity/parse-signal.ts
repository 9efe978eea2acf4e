import { plainText } from "./plain-text.ts";

/** What a mark in the output says about its program. */
export type Signal =
  | { readonly type: "title"; readonly title: string }
  | { readonly type: "notice"; readonly text: string }
  /** A progress bar is shown, or taken away. */
  | { readonly type: "progress"; readonly shown: boolean }
  /** A shell asks for the next command. */
  | { readonly type: "prompt" }
  /** A shell starts a command. */
  | { readonly type: "command" };

/** ConEmu's numbered commands share the number 9 with iTerm2's notifications. */
const CONEMU = /^\d{1,2}(?:;|$)/;
const PROGRESS = /^4;(\d)/;

/**
 * Reads the text of an operating system command. Understood are titles (0, 2), notifications (9 iTerm2, 99 kitty, 777
 * rxvt), progress (9;4 ConEmu) and the marks of shells (133 FinalTerm, 633 Visual Studio Code).
 */
export function parseSignal(command: string): Signal | null {
  const cut = command.indexOf(";");
  const [code, rest] = cut === -1 ? [command, ""] : [command.slice(0, cut), command.slice(cut + 1)];
  if (code === "0" || code === "2") return { type: "title", title: rest };
  if (code === "133" || code === "633") return shellMark(rest);
  if (code === "777") return rest.startsWith("notify;") ? notice(rest.slice("notify;".length).replace(";", ": ")) : null;
  if (code === "99") return kittyNotice(rest);
  if (code !== "9") return null;
  const progress = PROGRESS.exec(rest);
  if (progress) return { type: "progress", shown: progress[1] === "1" || progress[1] === "3" };
  return CONEMU.test(rest) ? null : notice(rest);
}

function shellMark(rest: string): Signal | null {
  const mark = rest[0];
  if (mark === "C") return { type: "command" };
  return mark === "A" || mark === "B" || mark === "D" ? { type: "prompt" } : null;
}

/** `metadata ; payload`; only a payload that is a plain title or body is words. */
function kittyNotice(rest: string): Signal | null {
  const cut = rest.indexOf(";");
  if (cut === -1) return null;
  const metadata = new Map(
    rest
      .slice(0, cut)
      .split(":")
      .map((pair) => [pair.slice(0, 1), pair.slice(2)] as const),
  );
  const kind = metadata.get("p") ?? "title";
  if (kind !== "title" && kind !== "body") return null;
  const payload = rest.slice(cut + 1);
  return notice(metadata.get("e") === "1" ? Buffer.from(payload, "base64").toString("utf8") : payload);
}

function notice(words: string): Signal | null {
  const text = plainText(words);
  return text === null ? null : { type: "notice", text };
}
