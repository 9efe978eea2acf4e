import { getRouteApi } from "@tanstack/react-router";
import { useCallback, useState } from "react";

const route = getRouteApi("/app/terminals/$id/replay");

/** Whether one looks for something in a recording, and for what; the address keeps it. */
export function useFinding(words: string) {
  const [open, setOpen] = useState(words !== "");
  const navigate = route.useNavigate();
  const search = useCallback(
    (q: string) =>
      void navigate({ search: ({ at }) => ({ ...(at === undefined ? {} : { at }), ...(q ? { q } : {}) }), replace: true }),
    [navigate],
  );
  const toggle = useCallback(() => setOpen((isOpen) => !isOpen), []);
  const close = useCallback(() => setOpen(false), []);
  return { open, words, search, toggle, close };
}
