import type { RunnerTerminal, TerminalHost } from "../port.ts";
import type { LinkPair } from "./pair.ts";

/** Characters of commands and folders in one page. There may be many terminals, and a frame has a bound. */
const PAGE_CHARS = 1024 * 1024;

const charsOf = ({ command, cwd }: RunnerTerminal) => command.reduce((sum, word) => sum + word.length, cwd.length);

/** The terminals behind the id `after`, in the order of their ids, as many as a page holds; empty when there are no more. */
export async function listPage(host: Pick<TerminalHost, "list">, after = ""): Promise<readonly RunnerTerminal[]> {
  const rest = (await host.list()).filter(({ id }) => id > after).sort((one, other) => (one.id < other.id ? -1 : 1));
  let chars = 0;
  const end = rest.findIndex((terminal) => (chars += charsOf(terminal)) > PAGE_CHARS);
  return end === -1 ? rest : rest.slice(0, Math.max(end, 1));
}

/** Every terminal of the runner, page by page. */
export async function listAll({ control }: LinkPair): Promise<RunnerTerminal[]> {
  const all: RunnerTerminal[] = [];
  for (;;) {
    const last = all.at(-1);
    const page = await control.call("list", last ? [last.id] : []);
    if (page.length === 0) return all;
    all.push(...page);
  }
}
