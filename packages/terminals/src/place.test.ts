import { expect, test } from "vitest";
import { parsePlace, placeId } from "./place.ts";

test("the id of an event says where to go on", () => {
  const place = { epoch: "k3x9", cursor: { offset: 9_007_199_254_740_991, events: 12 } };
  expect(parsePlace(placeId(place))).toEqual(place);
});

test("an id that this program did not make is no place", () => {
  for (const id of ["", "x", "a:b:c", "k3x9:1", "k3x9:-1:0", "k3x9:1:0:0", "K3X9:1:0", "k3x9:1e3:0"])
    expect(parsePlace(id)).toBeNull();
});
