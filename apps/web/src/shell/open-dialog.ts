import { createStore } from "../store/store.ts";

/** The dialogs that any place may open. */
export type OpenDialog =
  | { readonly name: "palette" }
  | { readonly name: "shortcuts" }
  | { readonly name: "new-terminal" }
  | {
      readonly name: "share-terminal" | "rename-terminal" | "stop-terminal" | "delete-terminal" | "terminal-details";
      readonly id: string;
    };

export const dialog = createStore<OpenDialog | null>(null);

export function openDialog(next: OpenDialog): void {
  dialog.set(next);
}

export function closeDialog(): void {
  dialog.set(null);
}
