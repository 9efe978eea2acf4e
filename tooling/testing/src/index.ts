export { launchChromium } from "./chromium.ts";
export { claudeHome, type ClaudeHome } from "./claude-home.ts";
export { listenOnLoopback } from "./listen.ts";
export { type ModelRequest, type ModelStub, startModelStub } from "./model-stub.ts";
export { endProcess, isRunning } from "./processes.ts";
export { tempFolder, type TempFolder } from "./temp-folder.ts";
export { type Credentials } from "./server-environment.ts";
export { startTestServer, type TestServer, type TestServerOptions } from "./test-server.ts";
export { waitFor } from "./wait-for.ts";
