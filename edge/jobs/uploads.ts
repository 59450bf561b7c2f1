import type { Actor } from '../accounts/keys.ts';

/** Where an upload lies: under its account, so that nobody can name another's. */
export const uploadKey = (actor: Actor, uploadId: string): string => `uploads/${actor.userId}/${uploadId}`;
