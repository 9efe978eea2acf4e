export interface PasteQuestion {
  /** What would be typed. */
  readonly text: string;
  readonly lines: number;
}

/** Text as it may be pasted: without control characters, so that it can neither end the paste early nor press keys. */
export function cleanPaste(text: string): string {
  // oxlint-disable-next-line no-control-regex -- control characters are what this is about
  return text.replace(/\r\n/g, "\n").replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u0080-\u009f]/g, "");
}

/**
 * Whether to ask before a paste: several lines to a program that cannot tell a paste from typing, such as a plain shell,
 * would each be run as they come.
 */
export function pasteQuestion(text: string, bracketed: boolean): PasteQuestion | null {
  if (bracketed) return null;
  const lines = text.replace(/[\r\n]+$/, "").split(/\r|\n/).length;
  return lines > 1 ? { text, lines } : null;
}
