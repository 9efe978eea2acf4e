import { join } from "node:path";
import { endProcess, processesAbout, signalProcess } from "./processes.ts";
import { runnerPidsIn } from "./runner-pids.ts";
import { type Credentials, serverEnvironment } from "./server-environment.ts";
import { type ProcessEnd, launchServer } from "./server-process.ts";
import { tempFolder } from "./temp-folder.ts";

export interface TestServerOptions {
  /** Added to the server's small environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** `none`: nobody has an account yet, and the server prints a setup link. */
  readonly admin?: Credentials | "none";
  /** Where its folder is made, in place of the system's temporary one. */
  readonly under?: string;
}

/** The real server, with its runner, on a data folder and a port of its own. Disposing ends all of it. */
export interface TestServer extends AsyncDisposable {
  readonly url: string;
  /** The one-time link of a server without an account. */
  readonly setupUrl: string | undefined;
  readonly dataDir: string;
  /** The home folder of its terminals. */
  readonly home: string;
  readonly admin: Credentials;
  /** The server's current process. */
  readonly pid: () => number;
  /** Ends the server as a power cut would; its runner and terminals live on. */
  readonly kill9: () => Promise<void>;
  /** Ends the server as an operator would; its runner and terminals live on. */
  readonly stop: () => Promise<ProcessEnd>;
  /** Starts it again, on the same port and data, with this added to its environment. */
  readonly restart: (env?: Readonly<Record<string, string>>) => Promise<void>;
  /** All that the server's processes have printed, the newest last. */
  readonly logs: () => string;
  /** Every runner of this server that is written down as running. */
  readonly runnerPids: () => Promise<number[]>;
}

const ADMIN: Credentials = { email: "ada@example.org", password: "correct horse battery" };

/** Starts the server and waits until it is ready. */
export async function startTestServer(options: TestServerOptions = {}): Promise<TestServer> {
  const folder = await tempFolder("server", options.under);
  const { admin = ADMIN } = options;
  const environment = await serverEnvironment(folder.path, { admin, env: options.env ?? {} });
  const dataDir = join(folder.path, "data");
  const launched = [launchServer(environment)];
  const current = () => launched.at(-1) ?? launchServer(environment);

  const end = async (signal: NodeJS.Signals): Promise<ProcessEnd> => {
    current().kill(signal);
    return current().ended;
  };
  // Whoever ends without disposing, such as a test that ran out of time, leaves no runner behind either.
  const endRunners = () => runnerPidsIn(dataDir).forEach((pid) => signalProcess(pid, "SIGKILL"));
  process.once("exit", endRunners);
  const dispose = async () => {
    process.off("exit", endRunners);
    await end("SIGKILL");
    await Promise.all(runnerPidsIn(dataDir).map((pid) => endProcess(pid)));
    // A runner that was only just starting, or a program that left its session, is found by its environment.
    await Promise.all((await processesAbout(folder.path)).map((pid) => endProcess(pid)));
    await folder[Symbol.asyncDispose]();
  };

  const { url, setupUrl } = await current().ready.catch(async (error: unknown) => {
    await dispose();
    throw error;
  });
  return {
    url,
    setupUrl,
    dataDir,
    home: join(folder.path, "home"),
    admin: admin === "none" ? ADMIN : admin,
    pid: () => current().pid,
    kill9: async () => void (await end("SIGKILL")),
    stop: () => end("SIGTERM"),
    restart: async (env = {}) => {
      launched.push(launchServer({ ...environment, PORT: new URL(url).port, ...env }));
      await current().ready;
    },
    logs: () => launched.map((one) => one.stdout() + one.stderr()).join(""),
    runnerPids: async () => runnerPidsIn(dataDir),
    [Symbol.asyncDispose]: dispose,
  };
}
