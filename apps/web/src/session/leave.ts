import { session } from "../api/client.ts";
import { queryClient } from "../api/query.ts";
import { router } from "../routes.tsx";

/** Goes to the sign-in page when the sign-in ends, forgets what was seen, and remembers the way back. */
export function leaveWhenSignedOut(): void {
  let before = session.state.get().status;
  session.state.subscribe(() => {
    const { status } = session.state.get();
    const ended = before === "signed-in" && status === "signed-out";
    before = status;
    if (!ended) return;
    queryClient.clear();
    void router.invalidate();
  });
}
