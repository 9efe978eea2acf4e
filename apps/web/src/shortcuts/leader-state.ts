import { createStore } from "../store/store.ts";

/** Whether the leader was pressed and the next key is ours. */
export const leaderPending = createStore(false);
