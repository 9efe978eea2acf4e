export interface PasteQuestion {
  /** What would be typed. */
  readonly text: string;
  readonly lines: number;
}

/** Text as it may be pasted: without control characters, so that it can neither end the paste early nor press keys. */
export function cleanPaste(text: string): string {
  return text.replace(/\r\n/g, "\n").replace(/[^\P{Cc}\t\n\r]/gu, "");
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

/** Hands over what is pasted into an element in place of xterm, which would type it without a question. */
export function takePastes(element: HTMLElement, paste: (text: string) => void): void {
  const take = (event: ClipboardEvent): void => {
    event.preventDefault();
    event.stopPropagation();
    paste(event.clipboardData?.getData("text/plain") ?? "");
  };
  element.addEventListener("paste", take, true);
}
