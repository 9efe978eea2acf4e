import { createContext, use, useState } from "react";

/** Remembers what is folded out, also of entries that were scrolled away and are drawn anew. */
export interface Folds {
  get(key: string): boolean | undefined;
  set(key: string, open: boolean): void;
}

export function createFolds(): Folds {
  return new Map<string, boolean>();
}

export const FoldsContext = createContext<Folds>(createFolds());

/** Whether something is folded out, and the way to fold it. */
export function useFold(key: string, initially = false): readonly [open: boolean, fold: (open: boolean) => void] {
  const folds = use(FoldsContext);
  const [open, setOpen] = useState(() => folds.get(key) ?? initially);
  const fold = (next: boolean): void => {
    folds.set(key, next);
    setOpen(next);
  };
  return [open, fold];
}
