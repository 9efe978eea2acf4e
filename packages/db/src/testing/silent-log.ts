import { createLogger } from "@pilothouse/platform";

export const silentLog = createLogger({ level: "silent", name: "test" });
