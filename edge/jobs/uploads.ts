import type { Actor } from '../accounts/keys.ts';

/** Where an upload lies: under its account, so that nobody can name another's. */
export const uploadKey = ({ userId }: Pick<Actor, 'userId'>, uploadId: string): string =>
  `uploads/${userId}/${uploadId}`;
