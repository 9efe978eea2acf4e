import type { Message } from "@pilothouse/contracts";
import { ChevronDown, ChevronUp } from "lucide-react";
import { useEffect, useMemo, useRef } from "react";
import { toast } from "sonner";
import type { Action } from "../../actions/actions.ts";
import { useActions } from "../../actions/use-actions.ts";
import { client } from "../../api/client.ts";
import { sentenceOf } from "../../api/fault.ts";
import { type ErrorPlace, errorQuery } from "./error-query.ts";

interface Jumps extends ErrorPlace {
  readonly id: string;
  readonly onFound: (message: Message) => void;
}

/** Leads from error to error, wherever they are in a conversation; by keys too. */
export function useErrorJumps(jumps: Jumps): (by: 1 | -1) => void {
  const now = useRef(jumps);
  useEffect(() => {
    now.current = jumps;
  });
  const jump = useMemo(() => (by: 1 | -1) => void find(now.current, by), []);
  const actions = useMemo(
    (): readonly Action[] => [
      { id: "next-error", label: "Next error", group: "Go to", icon: ChevronDown, keys: "e", run: () => jump(1) },
      { id: "error-before", label: "Error before", group: "Go to", icon: ChevronUp, keys: "E", run: () => jump(-1) },
    ],
    [jump],
  );
  useActions(actions);
  return jump;
}

async function find({ id, onFound, ...place }: Jumps, by: 1 | -1): Promise<void> {
  try {
    const { messages } = await client.conversations.messages.query({ id, ...errorQuery(place, by) });
    const found = messages[0];
    if (found) onFound(found);
    else toast(by > 0 ? "No error behind this one" : "No error before this one");
  } catch (error) {
    toast.error(sentenceOf(error));
  }
}
