import { useNavigate } from "@tanstack/react-router";
import { useCallback } from "react";

/** Goes to a terminal's recording. */
export function useReplayTerminal(): (id: string) => void {
  const navigate = useNavigate();
  return useCallback((id) => void navigate({ to: "/terminals/$id/replay", params: { id }, search: {} }), [navigate]);
}
