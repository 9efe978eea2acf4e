import { useEffect } from "react";
import { useNeeding } from "./use-needing.ts";

const NAME = "Pilothouse";
const CALM = "/favicon.svg";
const CALLING = "/favicon-needs-you.svg";

/** Shows in the browser's tab how many terminals need somebody: in its title, and as a mark on its icon. */
export function useTabTitle(): void {
  const count = useNeeding().length;
  useEffect(() => {
    document.title = count > 0 ? `(${count}) ${NAME}` : NAME;
    const icon = document.querySelector("link[rel=icon]");
    icon?.setAttribute("href", count > 0 ? CALLING : CALM);
    return () => {
      document.title = NAME;
      icon?.setAttribute("href", CALM);
    };
  }, [count]);
}
