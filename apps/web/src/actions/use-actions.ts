import { useEffect } from "react";
import { type Action, offerActions } from "./actions.ts";

/** Offers actions while the component is there. Memoize the list. */
export function useActions(list: readonly Action[]): void {
  useEffect(() => offerActions(list), [list]);
}
