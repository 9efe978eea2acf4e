import { randomBytes } from "node:crypto";
import { crc32 } from "node:zlib";

const PREFIX = "ph_";
const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
/** 62^43 > 2^256 */
const BODY_LENGTH = 43;
/** 62^6 > 2^32 */
const CHECKSUM_LENGTH = 6;
const HINT_LENGTH = PREFIX.length + 4;

/** `ph_`, 256 random bits and a CRC-32 of those digits, both base62: easy for a scanner to find and to tell from a typo. */
export function newApiTokenSecret(): string {
  const body = base62(BigInt(`0x${randomBytes(32).toString("hex")}`), BODY_LENGTH);
  return `${PREFIX}${body}${checksum(body)}`;
}

/** Whether this has the form and the checksum of an API token. */
export function isApiTokenSecret(text: string): boolean {
  if (!text.startsWith(PREFIX) || text.length !== PREFIX.length + BODY_LENGTH + CHECKSUM_LENGTH) return false;
  const end = text.length - CHECKSUM_LENGTH;
  return checksum(text.slice(PREFIX.length, end)) === text.slice(end);
}

/** The part that is shown, to recognise the token by. */
export function hintOf(secret: string): string {
  return secret.slice(0, HINT_LENGTH);
}

function checksum(body: string): string {
  return base62(BigInt(crc32(body)), CHECKSUM_LENGTH);
}

function base62(value: bigint, length: number): string {
  let text = "";
  for (let rest = value; text.length < length; rest /= 62n) text = DIGITS.charAt(Number(rest % 62n)) + text;
  return text;
}
