import { createServer } from "node:net";
import { spawn } from "@lydell/node-pty";

// The other half of the bare pump: one connection is one program, whose script comes first and ends with a zero.
const [, , path = ""] = process.argv;
const programs = createServer((connection) => {
  connection.once("data", (script: Buffer) => {
    const pty = spawn("/bin/sh", ["-c", script.subarray(0, -1).toString()], { cols: 80, rows: 24, encoding: null });
    pty.onData((output: string | Buffer) => connection.write(output));
    connection.on("data", (input: Buffer) => pty.write(input));
    connection.on("close", () => pty.kill("SIGKILL"));
    pty.onExit(() => connection.end());
  });
  connection.on("error", () => undefined);
});
programs.listen(path, () => process.stdout.write(`${JSON.stringify({ url: path })}\n`));
process.stdin.resume().once("close", () => process.exit());
