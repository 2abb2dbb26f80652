/** What a disc holds: a CD of 80 minutes (360,000 sectors), a DVD of one layer, one of two. */
const capacities = [
  { name: '一张 CD 光盘（700 MB）', bytes: 737_280_000 },
  { name: '一张 DVD 光盘（4.7 GB）', bytes: 4_700_372_992 },
  { name: '一张双层 DVD 光盘（8.5 GB）', bytes: 8_543_666_176 },
] as const;

/** Which blank disc the clerk has to take for so many bytes. */
export function discNeeded(bytes: number): string {
  const fits = capacities.find((disc) => bytes <= disc.bytes);
  return fits === undefined ? '任何一种 DVD 光盘都放不下' : `${fits.name}放得下`;
}
