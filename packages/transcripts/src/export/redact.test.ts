import { expect, test } from "vitest";
import { redact, REDACTED } from "./redact.ts";

const letters = (count: number) => "aB3dE6gH".repeat(Math.ceil(count / 8)).slice(0, count);
const hex = (count: number) => "0a1b2c3d".repeat(Math.ceil(count / 8)).slice(0, count);

const joined = (...parts: string[]) => parts.join("");
// Put together here, so that no scanner of secrets takes this file for one.
const KEYS = {
  Anthropic: `sk-ant-${joined("ap", "i03")}-${letters(80)}`,
  OpenAI: `sk-${joined("pr", "oj")}-${letters(60)}`,
  GitHub: `${joined("gh", "p")}_${letters(36)}`,
  "GitHub, fine-grained": `${joined("gi", "thub")}_pat_${letters(60)}`,
  GitLab: `${joined("gl", "pat")}-${letters(20)}`,
  AWS: `${joined("AK", "IA")}ABCDEFGH12345678`,
  Google: `${joined("AI", "za")}${letters(35)}`,
  "Google, OAuth": `${joined("ya", "29")}.${letters(60)}`,
  Slack: `${joined("xo", "xb")}-123456789012-${letters(24)}`,
  "Slack's hook": `https://${joined("ho", "oks")}.slack.com/services/T0/B0/${letters(24)}`,
  Stripe: `${joined("sk", "")}_live_${letters(24)}`,
  npm: `${joined("np", "m")}_${letters(36)}`,
  PyPI: `${joined("py", "pi")}-${letters(80)}`,
  "Hugging Face": `${joined("hf", "")}_${letters(34)}`,
  Groq: `${joined("gs", "k")}_${letters(52)}`,
  xAI: `${joined("xa", "i")}-${letters(80)}`,
  SendGrid: `${joined("SG", "")}.${letters(22)}.${letters(43)}`,
  Twilio: `${joined("SK", "")}${hex(32)}`,
  Telegram: `123456789:${letters(35)}`,
  DigitalOcean: `${joined("do", "p")}_v1_${hex(64)}`,
  Shopify: `${joined("sh", "pat")}_${hex(32)}`,
  Databricks: `${joined("da", "pi")}${hex(32)}`,
  "HashiCorp Vault": `${joined("hv", "s")}.${letters(24)}`,
  Pilothouse: `${joined("ph", "t")}_${letters(40)}`,
  "JSON web token": `${joined("ey", "J")}${letters(20)}.${joined("ey", "J")}${letters(40)}.${letters(43)}`,
};

test.for(Object.entries(KEYS))("a key of %s goes, in a text, in JSON and behind an escaped line feed", ([, key]) => {
  const hidden = (text: string) => {
    const out = redact(text);
    expect(out).not.toContain(key.slice(-12));
    return out;
  };
  expect(hidden(`before ${key} behind`)).toMatch(/^before .*\[redacted\] behind$/);
  expect(hidden(JSON.stringify({ content: `first\n${key}\nlast` }))).toContain("last");
  hidden(`KEY=${key}`);
  hidden(`"${key}"`);
});

test.for([
  ["PASSWORD=hunter2 ls", `PASSWORD=${REDACTED} ls`],
  ["mysql --password hunter22 -u root", `mysql --password ${REDACTED} -u root`],
  ['{"password": "hunter2", "user": "ada"}', `{"password": "${REDACTED}", "user": "ada"}`],
  [String.raw`{"content":"{\"db_password\":\"hunter2\"}"}`, String.raw`{"content":"{\"db_password\":\"[redacted]\"}"}`],
  ["aws_secret_access_key = 'abc/def+ghi'", `aws_secret_access_key = '${REDACTED}'`],
  ["aws_secret_access_key = abc1def/ghi+jkl", `aws_secret_access_key = ${REDACTED}`],
  ["api_key =9f8e7d6c5b", `api_key =${REDACTED}`],
  ["api_key: 9f8e7d6c5b", `api_key: ${REDACTED}`],
  ["postgres://ada:hunter2@db.example.org/x", `postgres://ada:${REDACTED}@db.example.org/x`],
  ["Authorization: Bearer abcdef1234567890", `Authorization: Bearer ${REDACTED}`],
  ["cookie: session=abc; other=def", `cookie: ${REDACTED}`],
  ["https://x.blob.example.org/a?se=1&sig=abcdefgh12345678%3D", `https://x.blob.example.org/a?se=1&sig=${REDACTED}`],
  ["AccountKey=abcdef==;Endpoint=x", `AccountKey=${REDACTED};Endpoint=x`],
])("the secret goes and the rest stays: %s", ([text = "", expected]) => {
  expect(redact(text)).toBe(expected);
});

test("a private key goes, whole or cut", () => {
  const begin = `-----BEGIN ${joined("OP", "ENSSH")} PRIVATE KEY-----\n`;
  const end = `-----END ${joined("OP", "ENSSH")} PRIVATE KEY-----`;
  expect(redact(`a ${begin}${letters(400)}\n${end} b`)).toBe(`a ${REDACTED} b`);
  expect(redact(`a ${begin}${letters(400)}`)).toBe(`a ${REDACTED}`);
  expect(redact(`a ${begin}DEK-Info: AES-128-CBC,0A\n\n${letters(400)}\n${end} b`)).toBe(`a ${REDACTED} b`);
  expect(redact(`-${begin}-${letters(40)}\n-${letters(40)}\n`)).toBe(`-${REDACTED}`);
});

test.for([
  "max_tokens=4096 and input_tokens: 123456",
  "const token: string = readToken();",
  "if (token == last1) token = nextToken(1);",
  "function setPassword(password: string) {",
  "process.env.API_KEY",
  "export PASSWORD=$SECRET",
  "the token is checked, the password is not",
  "commit 0a1b2c3d0a1b2c3d0a1b2c3d0a1b2c3d0a1b2c3d",
  "https://example.org/a:b/c@d and ada@example.org",
  "sk-learn is a library; task-list",
  "graph_neural_network_training_loop",
])("what is no secret stays: %s", (text) => {
  expect(redact(text)).toBe(text);
});

test("hostile text takes no longer than other text", () => {
  const started = performance.now();
  for (const piece of [
    "a",
    "sk-",
    "eyJ",
    "password",
    "token=",
    "://",
    "-----BEGIN PRIVATE KEY-----",
    "cookie:",
    "--token ",
    "x:",
    " ",
  ]) {
    redact(piece.repeat(65_536 / piece.length));
  }
  expect(performance.now() - started).toBeLessThan(20_000);
});

test("a text of megabytes that looks like the beginning of a key at every place is read once", () => {
  const started = performance.now();
  redact("eyJ".repeat(700_000));
  redact("a".repeat(1_000_000));
  expect(performance.now() - started).toBeLessThan(5_000);
});
