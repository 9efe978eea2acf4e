import { useNavigate } from "@tanstack/react-router";
import { useCallback } from "react";
import { toast } from "sonner";
import { client } from "../api/client.ts";
import { sentenceOf } from "../api/fault.ts";
import { markFresh } from "./fresh.ts";

/** Goes on with the conversation of a terminal that is over, in a new one that is opened, or says why it cannot. */
export function useResumeTerminal(): (id: string) => Promise<void> {
  const navigate = useNavigate();
  return useCallback(
    async (id) => {
      try {
        const terminal = await client.terminals.resume.mutate({ id });
        markFresh(terminal);
        await navigate({ to: "/terminals/$id", params: { id: terminal.id } });
      } catch (error) {
        toast.error(`The conversation was not resumed. ${sentenceOf(error)}`);
      }
    },
    [navigate],
  );
}
