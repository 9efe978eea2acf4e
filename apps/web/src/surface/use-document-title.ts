import { useEffect } from "react";
import { tabSubject } from "../shell/tab-subject.ts";
import { plainTitle } from "../terminals/describe.ts";

/** Names the browser's tab after a terminal while it is looked at. */
export function useDocumentTitle(title: string | undefined): void {
  useEffect(() => {
    if (title === undefined) return undefined;
    tabSubject.set(plainTitle(title));
    return () => tabSubject.set(null);
  }, [title]);
}
