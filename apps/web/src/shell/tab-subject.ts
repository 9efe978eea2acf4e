import { createStore } from "../store/store.ts";

/** What the page is about, for the browser's tab; `null`: nothing in particular. */
export const tabSubject = createStore<string | null>(null);
