import { expect, test } from "vitest";
import { signedIn } from "../signed-in.ts";
import { startTestServer } from "../test-server.ts";
import { waitFor } from "../wait-for.ts";

const RESIZES = 20;

/** Draws its conversation again whenever it is told of a size, as agents do, and counts how often that is. */
const REDRAWING = `
  const { stdout } = process;
  let draws = 0;
  const draw = () => stdout.write(\`\\x1b[2J\\x1b[Hconversation, drawing \${(draws += 1)} at \${stdout.rows} \${stdout.columns};\`);
  draw();
  process.on("SIGWINCH", draw);
  setInterval(() => {}, 1_000);
`;

test("case 16: a program that draws everything again at each size is told of each size once, and of nothing else", async () => {
  await using server = await startTestServer();
  using client = await signedIn(server);
  const { id } = await client.terminals.create({ command: [process.execPath, "-e", REDRAWING], cols: 80, rows: 24 });
  const printed = async () => new TextDecoder().decode((await client.terminals.history(id)).bytes);
  const drawn = (text: string) => text.match(/conversation, drawing/g)?.length ?? 0;
  await waitFor(async () => (await printed()).includes("24 80;"), { what: "the first drawing" });

  for (let resize = 1; resize <= RESIZES; resize += 1) {
    const size = { cols: 80 + resize, rows: 24 + (resize % 2) };
    await client.terminals.resize(id, size);
    await waitFor(async () => (await printed()).includes(`${size.rows} ${size.cols};`), { what: `the drawing at ${size.cols}` });
    // Whoever comes, looks and goes has no part in it.
    const view = client.terminals.attach(id);
    for await (const event of view) if (event.type === "snapshot") break;
    view.close();
  }
  expect(drawn(await printed())).toBe(RESIZES + 1);
}, 60_000);
