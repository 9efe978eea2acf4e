import { IndexWriter } from "../index-writer.ts";

const { id, epoch, file } = JSON.parse(process.argv[2] ?? "");

// The process is killed while it holds the index open, with lines in its log only.
const writer = new IndexWriter(file);
writer.add([{ id, epoch, at: 1, lines: [{ offset: 0, text: "before the kill" }] }]);
process.stdout.write("indexed\n");
setInterval(() => writer.seen(), 1_000);
