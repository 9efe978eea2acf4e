import { createLogger } from "@pilothouse/platform";
import { Indexer } from "../indexer/indexer.ts";
import { fixtureRoots } from "./fixture-roots.ts";

const [, , file = "", home = "", owner = ""] = process.argv;
const indexer = new Indexer({ file, log: createLogger({ level: "silent", name: "test" }) });
indexer.changes(() => process.send?.("changed"));
indexer.onProgress((roots) => {
  if (roots.every(({ bytes, readBytes }) => bytes === readBytes)) process.send?.("read");
});
indexer.setRoots(fixtureRoots(home, owner));
// The thread keeps no process alive by itself.
setInterval(() => undefined, 1_000);
