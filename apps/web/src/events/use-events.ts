import type { EventChannel } from "@pilothouse/contracts";
import { useEffect, useRef } from "react";
import type { EventListener } from "./event-hub.ts";
import { events } from "./events.ts";

/**
 * Hears what happens in these channels while the component is there; a `refresh` says: read anew what you show. Write the
 * list outside of the component: another list is another wish.
 */
export function useEvents(channels: readonly EventChannel[], onEvent: EventListener): void {
  const hear = useRef(onEvent);
  useEffect(() => {
    hear.current = onEvent;
  });
  useEffect(() => events.listen(channels, (event) => hear.current(event)), [channels]);
}
