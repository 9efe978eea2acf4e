import type { User } from "@pilothouse/contracts";
import { session } from "../api/client.ts";
import { useStore } from "../store/use-store.ts";

/** Who is signed in; `null` for the moment between the end of a sign-in and the sign-in page. */
export function useUser(): User | null {
  const state = useStore(session.state);
  return state.status === "signed-in" ? state.user : null;
}
