import { createClient, signIn } from "@pilothouse/sdk";

// What a user's first script looks like: nothing but the SDK, and it must end by itself.
const [url = "", email = "", password = ""] = process.argv.slice(2);
const client = createClient({ url, token: await signIn({ url, email, password }) });
const terminal = await client.terminals.create({ command: ["bash"], cols: 120, rows: 40 });
const view = client.terminals.attach(terminal.id, { mode: "control" });
await view.write("echo sum=$((20 + 22)); exit\n");
for await (const event of view) {
  if (event.type === "data") process.stdout.write(event.bytes);
  if (event.type === "exit") process.stdout.write(`exit code ${event.exit.code}\n`);
}
