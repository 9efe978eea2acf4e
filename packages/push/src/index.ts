export { doorWith } from "./door.ts";
export { openPush } from "./open-push.ts";
export { terminalNotice } from "./notice.ts";
