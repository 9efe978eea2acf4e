export { type Actor, type CallOrigin, covers, type Guest, includes } from "./actor.ts";
export { type Clock, systemClock } from "./clock.ts";
export { Doorbell } from "./doorbell.ts";
export { errnoOf, type Facts, Fault, messageOf } from "./fault.ts";
export { newId } from "./ids.ts";
export { createLogger, LOG_LEVELS, type Logger, type LogLevel } from "./logger.ts";
export { Mailbox } from "./mailbox.ts";
export { networkOf } from "./network.ts";
export { createTopic, type Topic } from "./topic.ts";
