import { expect, test } from "vitest";
import { answerTo } from "./questions.ts";
import { Responder } from "./responder.ts";

function open() {
  const written: string[] = [];
  let questions = 0;
  let group = 1;
  const responder = new Responder({
    group: () => group,
    write: (answer) => written.push(answer),
    onQuestion: () => (questions += 1),
  });
  const comesToFront = (other: number) => void (group = other);
  return { responder, written, questions: () => questions, comesToFront };
}

test("what waits for the screen holds up what was asked after it, and nothing else", () => {
  const { responder, written, questions } = open();
  responder.note("[c", 10);
  responder.note("[6n", 20);
  responder.note("]11;?\x07", 30);
  responder.note("[5n", 40);
  responder.note("[?2004h", 50);
  expect(written).toEqual(["\x1b[?1;2c"]);
  expect(questions()).toBe(1);
  expect(responder.questions).toMatchObject([{ offset: 20, query: "\x1b[6n" }]);
  responder.answer([{ offset: 20, text: "\x1b[1;1R" }]);
  expect(written).toEqual(["\x1b[?1;2c", "\x1b[1;1R", "\x1b]11;rgb:0e0e/1010/1313\x1b\\", "\x1b[0n"]);
  responder.answer([{ offset: 20, text: "\x1b[1;1R" }]);
  expect(written).toHaveLength(4);
  responder.stop();
});

test("an answer that comes when somebody else has the terminal is left out", () => {
  const { responder, written, comesToFront } = open();
  responder.note("[6n", 10);
  responder.note("[5n", 20);
  comesToFront(2);
  responder.note("[6n", 30);
  const answers = [10, 30].map((offset) => ({ offset, text: `answer ${offset}` }));
  responder.answer(answers);
  expect(written).toEqual(["answer 30"]);
  responder.stop();
});

test("of questions that wait for the screen, as many are kept as are allowed", () => {
  const { responder, written } = open();
  for (let at = 1; at <= 100; at += 1) responder.note("[6n", at);
  expect(responder.questions).toHaveLength(64);
  responder.answer(responder.questions.map(({ offset }) => ({ offset, text: `${offset};` })));
  expect(written).toHaveLength(64);
  expect(responder.questions).toEqual([]);
  responder.stop();
});

test.for([
  ["]10;?;?\x07", "\x1b]10;rgb:dfdf/e3e3/e8e8\x1b\\\x1b]11;rgb:0e0e/1010/1313\x1b\\"],
  [
    "]4;1;?;16;?;255;?\x1b\\",
    "\x1b]4;1;rgb:f0f0/7171/6d6d\x1b\\\x1b]4;16;rgb:0000/0000/0000\x1b\\\x1b]4;255;rgb:eeee/eeee/eeee\x1b\\",
  ],
  ["]4;196;?", "\x1b]4;196;rgb:ffff/0000/0000\x1b\\"],
] as const)("the colours that %j asks for are told", ([control, answer]) => {
  expect(answerTo(control)).toEqual({ answer });
});

test.for([
  "]11;#000000\x07",
  "]4;300;?\x07",
  "]0;what?\x07",
  "[?1u",
  "[?u",
  "[>1c",
  "[=1c",
  "[22t",
  "[8;24;80t",
  "]52;c;?\x07",
  "[1;2n",
])("%j asks nothing", (control) => {
  expect(answerTo(control)).toBe(null);
});
