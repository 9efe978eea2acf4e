import { expect, test } from "vitest";
import { wordsOf } from "./words.ts";

const UNSPACED = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}`;
const WORD = new RegExp(String.raw`[${UNSPACED}]|(?:(?![${UNSPACED}])[\p{L}\p{N}\p{M}])+`, "gu");
const CHARS = 0x110000;

test("every character separates words, joins them or is one by itself, as Unicode says", () => {
  const wrong: number[] = [];
  for (let code = 0; code < CHARS; code += 1) {
    const text = `a${String.fromCodePoint(code)}9 é${String.fromCodePoint(code)}`;
    if (wordsOf(text).join(" ") !== text.match(WORD)?.join(" ")) wrong.push(code);
  }
  expect(wrong).toEqual([]);
});

test.for([
  ["", []],
  ["plain ascii_words, 2 of them", ["plain", "ascii", "words", "2", "of", "them"]],
  [
    "über-größe 日本語のabcカタ e\u0301x 𝒳y 𠮷z",
    ["über", "größe", "日", "本", "語", "の", "abc", "カ", "タ", "e\u0301x", "𝒳y", "𠮷", "z"],
  ],
] as const)("the words of %j", ([text, words]) => {
  expect(wordsOf(text)).toEqual(words);
});
