import { parseArgs } from "node:util";
import { measureSearch } from "./search-bench.ts";

const { values } = parseArgs({
  options: { lines: { type: "string", default: "5000000" }, samples: { type: "string", default: "100" } },
});
const figures = await measureSearch({ lines: Number(values.lines), samples: Number(values.samples) });
const { lines, textMB, indexMB, indexedMBps } = figures;
const rows = figures.kinds.map(({ kind, p50, p95 }) => `${kind.padEnd(20)} p50 ${p50.toFixed(1)} ms  p95 ${p95.toFixed(1)} ms`);
process.stdout.write(
  `${lines} lines, ${textMB.toFixed(0)} MB of text, index ${indexMB.toFixed(0)} MB, ${indexedMBps.toFixed(1)} MB/s\n${rows.join("\n")}\n`,
);
