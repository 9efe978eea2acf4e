import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const ROOT = new URL("../../../", import.meta.url);
const NUMBERS = [...numbered("S", 33), ...numbered("R", 9)];
const ROW = /^\| (?<number>[SR]\d+) \| [^|]+ \| (?<proof>[^|]+) \|$/gm;

interface Row {
  readonly number: string;
  readonly proof: string;
  readonly files: readonly string[];
}

function numbered(letter: string, count: number): string[] {
  return Array.from({ length: count }, (_, at) => `${letter}${at + 1}`);
}

const read = (path: string) => readFileSync(fileURLToPath(new URL(path, ROOT)), "utf8");

function rows(): Row[] {
  return [...read("SECURITY.md").matchAll(ROW)].map(({ groups }) => {
    const proof = groups?.["proof"] ?? "";
    const files = [...proof.matchAll(/`([^`]+)`/g)].map(([, file]) => file ?? "");
    return { number: groups?.["number"] ?? "", proof, files };
  });
}

/** The numbers that names of tests in this file begin with, as in `"S5, case 3: ..."`. */
function numbersIn(file: string): Set<string> {
  const names = read(file).matchAll(/["`]((?:[SR]\d+|case \d+)(?:, (?:[SR]\d+|case \d+))*): /g);
  return new Set([...names].flatMap(([, numbers]) => numbers?.split(", ") ?? []));
}

test("every demand has one row, in order", () => {
  expect(rows().map(({ number }) => number)).toEqual(NUMBERS);
});

/** What is wrong with a row: a file without a test of its number, or neither a file nor a reason. */
function wrongWith({ number, proof, files }: Row): string[] {
  if (files.length === 0) return /^(not yet|does not apply: .+)/.test(proof) ? [] : [`${number} has neither a test nor a reason`];
  return files
    .filter((file) => !numbersIn(file).has(number))
    .map((file) => `${file} has no test whose name begins with ${number}`);
}

test("a row names tests that carry its number, or says why there is none", () => {
  expect(rows().flatMap(wrongWith)).toEqual([]);
});
