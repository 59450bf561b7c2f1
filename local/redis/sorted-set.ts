import type { ByteString } from './engine.ts';

export type ScoredMember = [member: ByteString, score: number];

/** Members with their scores; the order is worked out when it is first asked for after a change. */
export type SortedSet = { scores: Map<ByteString, number>; ordered: ScoredMember[] | null };

export const createSortedSet = (members: Iterable<ScoredMember> = []): SortedSet => ({
  scores: new Map(members),
  ordered: null,
});

export const cloneSortedSet = ({ scores }: SortedSet): SortedSet => createSortedSet(scores);

export const setScore = (set: SortedSet, member: ByteString, score: number): void => {
  set.scores.set(member, score);
  set.ordered = null;
};

export const removeMember = (set: SortedSet, member: ByteString): boolean => {
  set.ordered = null;
  return set.scores.delete(member);
};

const compare = ([leftMember, leftScore]: ScoredMember, [rightMember, rightScore]: ScoredMember): number => {
  if (leftScore !== rightScore) return leftScore < rightScore ? -1 : 1;
  if (leftMember === rightMember) return 0;
  return leftMember < rightMember ? -1 : 1;
};

/** Members from the lowest score to the highest, those of equal score by their bytes. Not to be changed. */
export const inOrder = (set: SortedSet): readonly ScoredMember[] => {
  set.ordered ??= [...set.scores].toSorted(compare);
  return set.ordered;
};
