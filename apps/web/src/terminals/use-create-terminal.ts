import type { CreateTerminal, Terminal } from "@pilothouse/contracts";
import { useNavigate } from "@tanstack/react-router";
import { useCallback } from "react";
import { toast } from "sonner";
import { client } from "../api/client.ts";
import { sentenceOf } from "../api/fault.ts";
import { preferences } from "../preferences/preferences.ts";
import { guessSize } from "../surface/guess-size.ts";
import { markFresh } from "./fresh.ts";

/** Starts a terminal about as large as it will be shown, and opens it. */
export async function createTerminal(wanted: CreateTerminal): Promise<Terminal> {
  const size = guessSize({ width: innerWidth, height: innerHeight, fontSize: preferences.get().fontSize });
  const terminal = await client.terminals.create.mutate({ ...size, ...wanted });
  markFresh(terminal);
  return terminal;
}

/** The same for one keystroke: opens the new terminal, or says why there is none. */
export function useCreateTerminal(): (wanted: CreateTerminal) => Promise<void> {
  const navigate = useNavigate();
  return useCallback(
    async (wanted) => {
      try {
        const { id } = await createTerminal(wanted);
        await navigate({ to: "/terminals/$id", params: { id } });
      } catch (error) {
        toast.error(`No terminal was started. ${sentenceOf(error)}`);
      }
    },
    [navigate],
  );
}
