/** At most so many of a list, spread evenly, the first and the last among them. */
export function sampled<T>(list: readonly T[], most: number): readonly T[] {
  if (list.length <= most) return list;
  const step = (list.length - 1) / (most - 1);
  return Array.from({ length: most }, (_, place) => list[Math.round(place * step)]).filter((one) => one !== undefined);
}
