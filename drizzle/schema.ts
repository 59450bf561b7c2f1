import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  real,
  smallint,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import type { Analysis } from '../shared/contracts/analysis.ts';
import { NOTHING_STATED, type TrackAttributes } from '../shared/contracts/attributes.ts';
import type { AnalysisObjects, AudioSource, FileTags } from '../shared/contracts/job.ts';
import type { MusicQuery, Vocals } from '../shared/contracts/query.ts';
import type { FoundVideo } from '../shared/contracts/video.ts';

const id = () => uuid('id').primaryKey().defaultRandom();
/** To the millisecond, which is what a `Date` holds: a page's cursor then compares as the database does. */
const moment = (name: string) => timestamp(name, { withTimezone: true, mode: 'date', precision: 3 });
const createdAt = () => moment('created_at').notNull().defaultNow();

/** Who has an account. The e-mail address is all that is personal. */
export const users = pgTable(
  'users',
  {
    id: id(),
    email: text('email').notNull(),
    plan: text('plan').notNull().default('free'),
    role: text('role').notNull().default('user'),
    disabledAt: moment('disabled_at'),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex('users_email_unique').on(sql`lower(${t.email})`),
    check('users_plan_known', sql`${t.plan} in ('free', 'starter', 'pro', 'scale', 'enterprise')`),
    check('users_role_known', sql`${t.role} in ('user', 'support', 'admin')`),
  ],
);

/** API keys: the SHA-256 of the key alone is kept, with its last four characters to tell keys apart. */
export const apiKeys = pgTable(
  'api_keys',
  {
    id: id(),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    keySha256: text('key_sha256').notNull().unique(),
    last4: text('last4').notNull(),
    scopes: text('scopes').array().notNull(),
    expiresAt: moment('expires_at'),
    /** Of a key that another one was put in the place of: how long it goes on working. */
    graceEndsAt: moment('grace_ends_at'),
    revokedAt: moment('revoked_at'),
    lastUsedAt: moment('last_used_at'),
    createdAt: createdAt(),
  },
  (t) => [index('api_keys_by_user').on(t.userId)],
);

/** The catalogue. A track with an owner is a private upload; one without is everyone's. */
export const tracks = pgTable(
  'tracks',
  {
    id: id(),
    ownerId: uuid('owner_id').references(() => users.id, { onDelete: 'cascade' }),
    source: text('source').$type<'upload' | 'url' | 'youtube'>().notNull(),
    sourceUrl: text('source_url'),
    youtubeId: text('youtube_id').unique(),
    /** When title and artist came from YouTube's Data API, which lets them be kept for 30 days; null where they did not. */
    youtubeDataAt: moment('youtube_data_at'),
    contentHash: text('content_hash'),
    fileName: text('file_name'),
    title: text('title'),
    artist: text('artist'),
    album: text('album'),
    genres: text('genres').array().notNull().default([]),
    moods: text('moods').array().notNull().default([]),
    durationSec: doublePrecision('duration_sec'),
    bpm: doublePrecision('bpm'),
    bpmConfidence: doublePrecision('bpm_confidence'),
    musicalKey: text('musical_key'),
    camelotKey: text('camelot_key'),
    keyConfidence: doublePrecision('key_confidence'),
    energyLevel: doublePrecision('energy_level'),
    integratedLufs: doublePrecision('integrated_lufs'),
    /** About 1,000 peaks, −128 to 127, minimum and maximum interleaved: the picture in a track row. */
    waveformPeaks: smallint('waveform_peaks').array(),
    analysisStatus: text('analysis_status').$type<'pending' | 'succeeded' | 'failed'>().notNull().default('pending'),
    analysisVersion: integer('analysis_version'),
    analysis: jsonb('analysis').$type<Analysis>(),
    tags: jsonb('tags').$type<FileTags>(),
    /** What words say of the track, each with confidence and provenance; the columns after it are what searches read of it. */
    attributes: jsonb('attributes').$type<TrackAttributes>().notNull().default(NOTHING_STATED),
    releaseYear: integer('release_year').generatedAlwaysAs(sql`(attributes -> 'year' ->> 'value')::integer`),
    yearConfidence: real('year_confidence').generatedAlwaysAs(sql`(attributes -> 'year' ->> 'confidence')::real`),
    vocals: text('vocals')
      .$type<Vocals>()
      .generatedAlwaysAs(sql`attributes -> 'vocals' ->> 'value'`),
    vocalsConfidence: real('vocals_confidence').generatedAlwaysAs(sql`(attributes -> 'vocals' ->> 'confidence')::real`),
    language: text('language').generatedAlwaysAs(sql`attributes -> 'language' ->> 'value'`),
    languageConfidence: real('language_confidence').generatedAlwaysAs(
      sql`(attributes -> 'language' ->> 'confidence')::real`,
    ),
    instruments: text('instruments')
      .array()
      .generatedAlwaysAs(sql`attribute_values(attributes -> 'instruments')`),
    objects: jsonb('objects').$type<AnalysisObjects>(),
    createdAt: createdAt(),
    updatedAt: moment('updated_at').notNull().defaultNow(),
    /** The names as they are searched: lower case without accents. */
    foldedArtist: text('folded_artist').generatedAlwaysAs(sql`fold_text(coalesce(artist, ''))`),
    foldedName: text('folded_name').generatedAlwaysAs(
      sql`fold_text(coalesce(artist, '') || ' ' || coalesce(title, file_name, ''))`,
    ),
  },
  (t) => [
    check('tracks_analysis_status_known', sql`${t.analysisStatus} in ('pending', 'succeeded', 'failed')`),
    index('tracks_by_owner').on(t.ownerId, t.createdAt.desc(), t.id.desc()),
    index('tracks_by_age').on(t.createdAt.desc(), t.id.desc()),
    index('tracks_by_content').on(t.contentHash),
    index('tracks_by_youtube_data')
      .on(t.youtubeDataAt)
      .where(sql`${t.youtubeDataAt} is not null`),
    index('tracks_by_bpm')
      .on(t.bpm, t.bpmConfidence)
      .where(sql`${t.analysisStatus} = 'succeeded'`),
    index('tracks_by_energy')
      .on(t.energyLevel)
      .where(sql`${t.analysisStatus} = 'succeeded'`),
    index('tracks_by_camelot')
      .on(t.camelotKey, t.bpm)
      .where(sql`${t.analysisStatus} = 'succeeded'`),
    index('tracks_by_genre').using('gin', t.genres),
    index('tracks_by_mood').using('gin', t.moods),
    index('tracks_by_year')
      .on(t.releaseYear)
      .where(sql`${t.analysisStatus} = 'succeeded'`),
    index('tracks_by_vocals')
      .on(t.vocals)
      .where(sql`${t.analysisStatus} = 'succeeded' and ${t.vocals} is not null`),
    index('tracks_by_language')
      .on(t.language)
      .where(sql`${t.analysisStatus} = 'succeeded' and ${t.language} is not null`),
    index('tracks_by_instrument').using('gin', t.instruments),
    index('tracks_by_folded_artist').using('gin', sql`${t.foldedArtist} gin_trgm_ops`),
    index('tracks_by_folded_name').using('gin', sql`${t.foldedName} gin_trgm_ops`),
  ],
);

/** Long work. `running` is not kept here: the worker's progress key in Redis says so while it lives. */
export const jobs = pgTable(
  'jobs',
  {
    id: id(),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    trackId: uuid('track_id')
      .notNull()
      .references(() => tracks.id, { onDelete: 'cascade' }),
    kind: text('kind').$type<'analyze' | 'describe'>().notNull(),
    status: text('status').$type<'queued' | 'succeeded' | 'failed'>().notNull().default('queued'),
    source: jsonb('source').$type<AudioSource>().notNull(),
    /** Of a job that computes an older analysis anew: the version that it is to bring. Null for a first analysis. */
    analysisVersion: integer('analysis_version'),
    errorCode: text('error_code'),
    errorDetail: text('error_detail'),
    /** When the queue last took the job; null until it did. The sweep sends again what was never taken or never came back. */
    dispatchedAt: moment('dispatched_at'),
    dispatches: integer('dispatches').notNull().default(0),
    createdAt: createdAt(),
    finishedAt: moment('finished_at'),
  },
  (t) => [
    check('jobs_status_known', sql`${t.status} in ('queued', 'succeeded', 'failed')`),
    index('jobs_by_user').on(t.userId, t.createdAt.desc()),
    index('jobs_by_track').on(t.trackId),
    /** One at a time. */
    uniqueIndex('jobs_unfinished_of_track')
      .on(t.trackId, t.kind)
      .where(sql`${t.status} = 'queued'`),
    /** Where a language model is to be asked again. */
    index('jobs_not_described')
      .on(t.createdAt)
      .where(sql`${t.kind} = 'describe' and ${t.status} = 'failed'`),
    index('jobs_unfinished')
      .on(t.createdAt)
      .where(sql`${t.status} = 'queued'`),
  ],
);

/**
 * Every sentence or query sent to `POST /v1/music/process` in the last 30 days, and what was made of it; its account may
 * delete it before. `videos` is YouTube's data and is emptied sooner.
 */
export const musicRequests = pgTable(
  'music_requests',
  {
    id: id(),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    /** Null when a query was sent in place of a sentence. */
    text: text('text'),
    query: jsonb('query').$type<MusicQuery>().notNull(),
    querySource: text('query_source').notNull(),
    confidence: doublePrecision('confidence').notNull(),
    unclear: boolean('unclear').notNull(),
    trackIds: uuid('track_ids').array().notNull(),
    relaxed: text('relaxed').array().notNull().default([]),
    notApplied: text('not_applied').array().notNull().default([]),
    degraded: text('degraded').array().notNull().default([]),
    videos: jsonb('videos').$type<FoundVideo[]>(),
    createdAt: createdAt(),
  },
  (t) => [
    index('music_requests_by_user').on(t.userId, t.createdAt.desc(), t.id.desc()),
    index('music_requests_by_age').on(t.createdAt),
    index('music_requests_with_videos')
      .on(t.createdAt)
      .where(sql`${t.videos} is not null`),
  ],
);

/**
 * Answered requests, for billing: absolute counts that the cron copies from Redis, so that copying twice changes
 * nothing. `key_id` has no foreign key: a bill outlives the key.
 */
export const usageHourly = pgTable(
  'usage_hourly',
  {
    hour: moment('hour').notNull(),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    keyId: uuid('key_id').notNull(),
    operation: text('operation').notNull(),
    status: smallint('status').notNull(),
    requests: bigint('requests', { mode: 'number' }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.userId, t.hour, t.keyId, t.operation, t.status] }),
    index('usage_hourly_by_hour').on(t.hour),
    check('usage_hourly_requests_positive', sql`${t.requests} > 0`),
  ],
);

/** Every change of an account, key, plan or role, and every refused admin call: who, what, from where, when. */
export const auditLog = pgTable(
  'audit_log',
  {
    id: id(),
    at: moment('at').notNull().defaultNow(),
    actorId: uuid('actor_id').references(() => users.id, { onDelete: 'set null' }),
    actorKeyId: uuid('actor_key_id'),
    action: text('action').notNull(),
    outcome: text('outcome').$type<'done' | 'refused'>().notNull().default('done'),
    /** The account that it was done to, and what of it (a key, a session). */
    userId: uuid('user_id').references(() => users.id, { onDelete: 'set null' }),
    targetId: uuid('target_id'),
    details: jsonb('details').$type<Record<string, unknown>>().notNull().default({}),
    address: text('address'),
    requestId: text('request_id'),
  },
  (t) => [
    check('audit_log_outcome_known', sql`${t.outcome} in ('done', 'refused')`),
    index('audit_log_by_age').on(t.at.desc(), t.id.desc()),
    index('audit_log_by_user').on(t.userId, t.at.desc()),
    index('audit_log_by_actor').on(t.actorId, t.at.desc()),
  ],
);
