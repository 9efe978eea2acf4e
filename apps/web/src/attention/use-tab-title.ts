import { useEffect } from "react";
import { tabSubject } from "../shell/tab-subject.ts";
import { useStore } from "../store/use-store.ts";
import { useNeeding } from "./use-needing.ts";

const NAME = "Pilothouse";
const CALM = "/favicon.svg";
const CALLING = "/favicon-needs-you.svg";

/** Shows in the browser's tab what is looked at, and how many terminals need somebody: in its title, and as a mark on its icon. */
export function useTabTitle(): void {
  const count = useNeeding().length;
  const subject = useStore(tabSubject);
  useEffect(() => {
    const name = subject === null ? NAME : `${subject} · ${NAME}`;
    document.title = count > 0 ? `(${count}) ${name}` : name;
    return () => {
      document.title = NAME;
    };
  }, [count, subject]);
  useEffect(() => {
    const icon = document.querySelector("link[rel=icon]");
    icon?.setAttribute("href", count > 0 ? CALLING : CALM);
    return () => {
      icon?.setAttribute("href", CALM);
    };
  }, [count]);
}
