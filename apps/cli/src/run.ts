import { processEnvironment } from "./env.ts";
import { describeFailure } from "./failure.ts";
import { say } from "./output.ts";
import { createProgram } from "./program.ts";

// `| head` closes our output early; that is no failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0);
  throw error;
});

try {
  const program = createProgram(processEnvironment(), (code) => {
    process.exitCode = code;
  });
  await program.parseAsync();
} catch (error) {
  const { exitCode, line } = describeFailure(error);
  if (line !== null) say(`pilothouse: ${line}`);
  process.exitCode = exitCode;
}
