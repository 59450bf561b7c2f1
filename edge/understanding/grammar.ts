import { MAX_REQUEST_LENGTH, QUERY_FIELDS } from '../../shared/contracts/query.ts';
import type { MusicQuery, TextSpan, Understood } from '../../shared/contracts/query.ts';
import { readDuration } from './fields/duration.ts';
import { readEnergy } from './fields/energy.ts';
import { readEra } from './fields/era.ts';
import { readKey } from './fields/key.ts';
import { readLanguage } from './fields/language.ts';
import { readLimit } from './fields/limit.ts';
import { readAttributions, readBareTitle } from './fields/attributions.ts';
import { readTitleBeside } from './fields/title-beside.ts';
import { readKnownArtists } from './fields/known-artists.ts';
import { readCapitalNames, readUnknownArtists } from './fields/unknown-artists.ts';
import { readLikeThat, readSimilar } from './fields/similar.ts';
import { readTempo } from './fields/tempo.ts';
import { readTerms } from './fields/terms.ts';
import { readVocals } from './fields/vocals.ts';
import { markNegations, setAsideDoubtful } from './negation.ts';
import { dropOtherMatters } from './other-matters.ts';
import { findQuantities } from './quantities.ts';
import { coverageOf, judgeRelevance } from './relevance.ts';
import type { Coverage } from './relevance.ts';
import { hintsOf, intentOf, searchTermsOf } from './search-terms.ts';
import { dropChatter } from './sentence-parts.ts';
import { claim, rawText, readSentence } from './sentence.ts';
import type { Sentence } from './sentence.ts';
import { setAsideSystemText } from './system-text.ts';
import { settleUnsureWishes } from './unsure-wishes.ts';

const MAX_SPANS = 200;

/**
 * Understands a request for music by grammar alone: no I/O, the same answer for the same text, time linear in its
 * length. Text beyond MAX_REQUEST_LENGTH is not read. A text that is no such request gives `{ unclear: true }`.
 */
export function understand(text: string): Understood {
  const s = readSentence(text.slice(0, MAX_REQUEST_LENGTH));
  setAsideSystemText(s);
  markNegations(s);
  readBareTitle(s);
  readSimilar(s);
  readAttributions(s);
  setAsideDoubtful(s);
  readTitleBeside(s);
  readKnownArtists(s);
  readCapitalNames(s);
  readKey(s);
  readEra(s);
  readNumbers(s);
  readVocals(s);
  readLanguage(s);
  readTerms(s);
  readUnknownArtists(s);
  readLikeThat(s);
  claimRefusals(s);
  dropOtherMatters(s);
  const relevance = judgeRelevance(s);
  if (!relevance.isMusic) return unclear(s);
  dropChatter(s);
  return answer(s, settleUnsureWishes(s) ? coverageOf(s) : relevance);
}

/** What a negation covers and no field holds ("no remixes") is understood all the same. */
function claimRefusals(s: Sentence): void {
  s.negated.forEach((negated, index) => {
    if (negated) claim(s, index, index + 1, 'understood');
  });
}

function readNumbers(s: Sentence): void {
  const quantities = findQuantities(s);
  readEnergy(s, quantities);
  readDuration(s, quantities);
  readLimit(s, quantities);
  readTempo(s, quantities);
}

function unclear(s: Sentence): Understood {
  return {
    query: { unclear: true },
    source: 'grammar',
    intent: 'search',
    confidence: 0.9,
    coverage: 0,
    fields: {},
    notUnderstood: spansOf(
      s,
      s.tokens.flatMap(({ kind }, index) => (kind === 'word' ? [index] : [])),
    ),
    searchTerms: [],
  };
}

function answer(s: Sentence, { coverage, uncovered }: Coverage): Understood {
  const fields: Understood['fields'] = {};
  let trust = 1;
  for (const field of QUERY_FIELDS) {
    const evidence = s.evidence.get(field);
    if (!evidence) continue;
    fields[field] = {
      confidence: evidence.confidence,
      spans: evidence.spans.map(({ from, to }) => spanOf(s, from, to)),
    };
    trust = Math.min(trust, evidence.confidence);
  }
  return {
    query: s.query satisfies MusicQuery,
    source: 'grammar',
    intent: intentOf(s),
    confidence: Math.round(trust * (0.4 + 0.6 * coverage) * 1000) / 1000,
    coverage: Math.round(coverage * 1000) / 1000,
    fields,
    notUnderstood: spansOf(s, uncovered),
    searchTerms: searchTermsOf(s.query, hintsOf(s)),
  };
}

/** No more than the contract allows. */
const spansOf = (s: Sentence, indices: readonly number[]): TextSpan[] =>
  indices.slice(0, MAX_SPANS).map((index) => spanOf(s, index, index + 1));

function spanOf(s: Sentence, from: number, to: number): TextSpan {
  const start = s.tokens[from]?.start ?? 0;
  const end = s.tokens[to - 1]?.end ?? start;
  return { start, end, text: rawText(s, from, to) };
}
