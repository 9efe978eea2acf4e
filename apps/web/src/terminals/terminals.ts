import { client, session } from "../api/client.ts";
import { isKind } from "../api/fault.ts";
import { createLiveTerminals } from "./live-terminals.ts";

/** The terminals of the person who is signed in. */
export const liveTerminals = createLiveTerminals(({ onEvent, onFailure }) => {
  const subscription = client.terminals.watch.subscribe(undefined, {
    onData: ({ data }) => onEvent(data),
    onError: (error) => {
      if (isKind(error, "unauthenticated")) renewAndRetry(onFailure);
      else onFailure(error);
    },
  });
  return () => subscription.unsubscribe();
});

function renewAndRetry(onFailure: (error: unknown) => void): void {
  session.renew().then((renewed) => {
    if (renewed) liveTerminals.retry();
  }, onFailure);
}
