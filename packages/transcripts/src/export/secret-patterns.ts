/** What a secret looks like. `hide`: the group that is blacked out; left out: all of it. */
export interface SecretPattern {
  readonly name: string;
  readonly pattern: RegExp;
  readonly hide?: 1;
}

/** A name that secrets are given. Plural tokens are counted and not kept. */
const NAMED = String.raw`(?:passw(?:or)?d|pwd|passphrase|secret|token(?!s)|api[_-]?key|access[_-]?key|account[_-]?key|private[_-]?key|credential)s?[\w-]{0,40}`;
/** A quote, which in JSON within JSON has a backslash before it. */
const QUOTE = String.raw`\\{0,3}["'\x60]`;

/**
 * Every number of signs has a bound, and nothing is looked for that could stand before a beginning, so that hostile text takes
 * no longer than other text.
 */
export const SECRET_PATTERNS: readonly SecretPattern[] = [
  {
    name: "private key",
    pattern:
      /-----BEGIN [A-Z ]{0,30}PRIVATE KEY(?: BLOCK)?-----(?:[^-]|-(?!----)){1,20000}(?:-----END [A-Z ]{0,30}PRIVATE KEY(?: BLOCK)?-----)?/g,
  },
  { name: "Anthropic, OpenAI, OpenRouter and others of that form", pattern: /(?:\b|(?<=\\[nrt]))sk-[\w-]{20,300}/g },
  { name: "GitHub", pattern: /(?:gh[pousr]_[A-Za-z0-9]{30,255}|github_pat_\w{22,255})/g },
  { name: "GitLab", pattern: /gl(?:pat|dt|rt|cbt|ptt|ft|imt|agent|oas)-[\w-]{20,100}/g },
  { name: "AWS", pattern: /(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}/g },
  { name: "Google", pattern: /AIza[\w-]{35}|ya29\.[\w-]{20,300}|GOCSPX-[\w-]{20,60}/g },
  { name: "Slack", pattern: /xox[abeoprs]-[\w-]{10,300}|xapp-[\w-]{10,300}|hooks\.slack\.com\/services\/[\w/]{10,100}/g },
  { name: "Stripe", pattern: /(?:sk|rk)_(?:live|test)_[A-Za-z0-9]{16,200}|whsec_[A-Za-z0-9]{16,200}/g },
  { name: "npm", pattern: /npm_[A-Za-z0-9]{30,100}/g },
  { name: "PyPI", pattern: /pypi-[\w-]{40,300}/g },
  {
    name: "Hugging Face, Groq, xAI, Replicate, Perplexity",
    pattern:
      /hf_[A-Za-z0-9]{30,60}|gsk_[A-Za-z0-9]{30,80}|xai-[A-Za-z0-9]{30,120}|r8_[A-Za-z0-9]{30,60}|pplx-[A-Za-z0-9]{30,80}/g,
  },
  { name: "SendGrid, Mailgun, Twilio", pattern: /SG\.[\w-]{16,60}\.[\w-]{16,80}|(?:\b|(?<=\\[nrt]))(?:key-|SK)[0-9a-f]{32}\b/g },
  {
    name: "Discord, Telegram",
    pattern: /(?:\b|(?<=\\[nrt]))(?:[MNO][\w-]{23,27}\.[\w-]{6}\.[\w-]{27,40}|\d{8,10}:[\w-]{35}\b)/g,
  },
  {
    name: "DigitalOcean, Shopify, Linear, Notion",
    pattern: /do[opr]_v1_[0-9a-f]{64}|shp(?:at|ss|ca|pa)_[0-9a-fA-F]{32}|lin_api_\w{30,80}|ntn_[A-Za-z0-9]{30,80}/g,
  },
  {
    name: "Databricks, HashiCorp Vault, Doppler",
    pattern: /dapi[0-9a-f]{32}|hv[sb]\.[\w-]{20,300}|dp\.(?:pt|st|ct)\.[\w.-]{20,100}/g,
  },
  { name: "Pilothouse", pattern: /(?:(?<![A-Za-z0-9])|(?<=\\[nrt]))ph[a-z]?_[\w.-]{20,300}/g },
  { name: "JSON web token", pattern: /(?:(?<![\w-])|(?<=\\[nrt]))eyJ[\w-]{8,4000}\.eyJ[\w-]{4,8000}\.[\w-]{0,2000}/g },
  { name: "password in an address", pattern: /[a-z0-9+.-]:\/\/[^\s/:@"'\\]{0,200}:([^\s/@"'\\]{1,300})@/gi, hide: 1 },
  { name: "authorization", pattern: /\b(?:bearer|basic)\s{1,5}([\w.~+/=-]{12,4000})/gi, hide: 1 },
  { name: "cookie", pattern: /\bcookie["']?\s{0,5}:\s{0,5}["']?([^\s"'\\][^\n"'\\]{3,4000})/gi, hide: 1 },
  {
    name: "signature of an address",
    pattern: /[?&](?:sig|signature|x-amz-signature|x-goog-signature)=([\w%+/=-]{16,1000})/gi,
    hide: 1,
  },
  {
    name: "assignment",
    pattern: new RegExp(String.raw`${NAMED}=([^\s"'\`&;,<>(){}[\]$\\][^\s"'\`&;,<>(){}[\]\\]{0,500})`, "gi"),
    hide: 1,
  },
  {
    name: "quoted value",
    pattern: new RegExp(String.raw`${NAMED}(?:${QUOTE})?\s{0,5}[:=]{1,2}\s{0,5}${QUOTE}([^\s"'\`\\$<{][^\s"'\`\\]{3,500})`, "gi"),
    hide: 1,
  },
  { name: "option", pattern: new RegExp(String.raw`--?${NAMED}\s{1,5}([^\s"'\`$<{-][^\s"'\`\\]{3,500})`, "gi"), hide: 1 },
  {
    name: "value with a digit",
    pattern: new RegExp(
      String.raw`${NAMED}(?:\s{0,5}:\s{1,5}|[ \t]{0,5}=[ \t]{1,5}|[ \t]{1,5}=)([^\s"'\`\\$<{(,;=]{0,200}\d[^\s"'\`\\(,;]{0,500})`,
      "gi",
    ),
    hide: 1,
  },
];
