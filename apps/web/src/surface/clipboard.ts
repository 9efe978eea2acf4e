import { toast } from "sonner";

/** Copies text, also on plain-HTTP pages, where browsers offer no clipboard API. Answers whether it worked; says so if not. */
export async function copyText(text: string): Promise<boolean> {
  try {
    if (!("clipboard" in navigator)) return copyByCommand(text);
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // The browser refused the API, for example without a user's gesture: the old way may still work.
    return copyByCommand(text);
  }
}

function copyByCommand(text: string): boolean {
  const focused = document.activeElement;
  const holder = document.createElement("textarea");
  holder.value = text;
  holder.style.position = "fixed";
  holder.style.opacity = "0";
  document.body.append(holder);
  holder.select();
  const copied = document.execCommand("copy");
  holder.remove();
  if (focused instanceof HTMLElement) focused.focus();
  if (!copied) toast.error("The browser did not allow copying.");
  return copied;
}
