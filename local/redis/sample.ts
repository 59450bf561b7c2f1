/**
 * Random members as Redis draws them: up to `count` different ones, or, if `count` is negative, exactly that many with
 * repetition.
 */
export const sample = <T>(members: T[], count: number): T[] => {
  if (members.length === 0 || count === 0) return [];
  const pick = (from: number): number => from + Math.floor(Math.random() * (members.length - from));
  if (count < 0) return Array.from({ length: -count }, () => members[pick(0)]!);
  const pool = [...members];
  const wanted = Math.min(count, pool.length);
  for (let at = 0; at < wanted; at += 1) {
    const other = pick(at);
    [pool[at], pool[other]] = [pool[other]!, pool[at]!];
  }
  return pool.slice(0, wanted);
};
