import { useNavigate } from "@tanstack/react-router";
import { useEffect } from "react";
import { client } from "../../api/client.ts";
import { useStore } from "../../store/use-store.ts";
import type { Transcript } from "./transcript.ts";
import { inReader } from "../conversations-search.ts";

interface Named {
  readonly id: string;
  readonly message: number | undefined;
  readonly thread: string | undefined;
}

/** An address may name an entry without the subagent that it is of, as those of a search do: then the subagent is opened. */
export function useThreadOf({ id, message, thread }: Named, transcript: Transcript): void {
  const navigate = useNavigate();
  const { opened, place } = useStore(transcript.state);
  const isElsewhere = opened > 0 && place === message && thread === undefined && !transcript.holds(place);
  useEffect(() => {
    if (!isElsewhere || message === undefined) return undefined;
    let left = false;
    const look = async (): Promise<void> => {
      const { messages } = await client.conversations.messages.query({ id, around: message, limit: 1 });
      const found = messages.find((one) => one.id === message);
      if (left || !found?.thread) return;
      const { thread: own } = found;
      await navigate({
        to: "/conversations/$id",
        params: { id },
        search: inReader((now) => ({ ...now, thread: own })),
        replace: true,
      });
    };
    // Where it cannot be found, what is around the place is shown all the same.
    look().catch(() => undefined);
    return () => {
      left = true;
    };
  }, [isElsewhere, id, message, navigate]);
}
