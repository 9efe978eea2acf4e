import { toast } from "sonner";
import type { Surface } from "./core/surface.ts";

/** Pastes what the clipboard holds, for a button or key that is not the browser's own. */
export async function pasteInto(surface: Surface): Promise<void> {
  try {
    surface.paste(await navigator.clipboard.readText());
  } catch {
    // Plain-HTTP pages have no clipboard API, and a person may refuse it: the browser's own paste always works.
    toast("The browser did not give the clipboard. Paste with its own keys or menu.");
  }
  surface.focus();
}
