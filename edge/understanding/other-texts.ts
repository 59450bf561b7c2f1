import { phraseAt, textAt } from './sentence.ts';
import type { Owner, Sentence } from './sentence.ts';
import { phrases, wordSet } from './vocabulary/phrases.ts';

const AD_PHRASES = phrases(`
  non smoker|nonsmoker|gsoh|wltm|ltr|single dad|single mum|single mom|single father|single mother|single guy
  single woman|single man|seeking someone|seeking a man|seeking a woman|seeking a partner|looking for something serious
  looking for someone|looking for love|looking for a partner|looking for a relationship|term relationship
  looking for a date|nothing serious|no hookups|no drama please|kind woman|kind man|dog person|cat person|swipe right
  swipe left|good sense of humour|good sense of humor|never married|divorced|no kids
`);
const GENDERS = wordSet('female male f m man woman');
const SHOPPING_PHRASES = phrases('shopping list :|grocery list :|groceries :|to buy :|shopping :|from the supermarket');
const KITCHEN_UNITS = wordSet(`
  lb lbs kg g oz ml cl cup cups tsp tbsp teaspoon teaspoons tablespoon tablespoons litre litres liter liters pint pints
  gallon gallons loaf loaves tin tins can cans jar jars bag bags carton cartons bottle bottles packet packets pack packs bunch
`);
const FOODS = wordSet(`
  milk bread eggs butter cheese sugar flour salt potatoes onions tomatoes rice pasta yogurt yoghurt chicken beef ham bacon apples
  bananas oranges lettuce carrots garlic coffee tea cereal detergent toothpaste nappies diapers
`);
/** Of places and things, not of music: "faster", "better" and "darker" may be asked of a genre. */
const COMPARED = wordSet(`
  further farther closer nearer bigger larger smaller taller older younger warmer colder wetter sunnier richer poorer
  safer cheaper wider longer higher
`);

/** What is said of a thing that is offered, wanted or booked. */
const TRADE_PHRASES = phrases(`
  collect only|collection only|collection from|pick up only|pickup only|pick up from|cash only|cash on collection|barely used|hardly used|lightly used|gently used|never used
  like new|as new|good condition|mint condition|perfect condition|excellent condition|great condition|fair condition|poor condition|good nick
  ono|nearest offer|no offers|open to offers|make an offer|offers over|offers welcome|half size|year old|vs acoustic|lunch at|breakfast at|full size|quarter size|3 / 4 size|1 / 2 size|1 / 4 size|4 / 4 size
  for a beginner|for beginners|spares or repair|for parts|postage|free delivery|can deliver|with case|in case|with stand|incl case
  free to whoever|free to anyone|free to collector|can carry|to be collected|must be collected|buyer collects|swap for|part exchange
  litres|liters|kg|1 bed|2 bed|3 bed|4 bed|5 bed|bath|bedroom|bedrooms|en suite
  bids|starting bid|serial number|scratches|no scratches|small dent|with bow|cut to size|per metre|per kilo|per head
  table for|booking for|reservation for|a booking for|party of|no smoking|non smoking|window seat|high chair|outdoor seating|how many nights|check in|sleeps
  prezzo|vendo|vends|verkaufe|te koop|se vende|zu verkaufen|vb|vhb|sprzedam|gebraucht|d'occasion|usato|tweedehands
  humane|mice|rats|mouse|rat|wasps|moths|cockroaches|squirrels|lobster|lobsters|masonry|plasterboard|concrete|torx|batteries
`);
const CURRENCIES = wordSet('€ £ $ ¥ euro euros eur quid dollars bucks gbp usd chf zl pln kr');

/**
 * Whether the text is of another kind as a whole: a personal advertisement, a shopping list, a question of places, an
 * offer or a booking.
 */
export const isOtherText = (s: Sentence): boolean =>
  isPersonalAd(s) || isShoppingList(s) || comparesPlaces(s) || isTrade(s);

/** "used drum kit, 200 euros, collect only", "trap for mice": things that may be anything else, and a word of trade. */
const isTrade = (s: Sentence) =>
  namesOnlyThings(s) && (count(plainText(s), TRADE_PHRASES) > 0 || s.tokens.some((_, index) => isPrice(s, index)));

const isPrice = (s: Sentence, index: number) =>
  s.tokens[index]?.kind === 'number' && [index - 1, index + 1].some((at) => CURRENCIES.has(textAt(s, at)));

/** Instruments, and genres that are everyday words, in whatever place and for whatever end. */
function namesOnlyThings(s: Sentence): boolean {
  if (s.query.bpm !== undefined || s.query.key !== undefined || s.query.energy !== undefined) return false;
  return s.owner.every((owner, index) => {
    if (owner === 'genres') return isOrdinary(s, index);
    if (owner === 'exclude.artists' || owner === 'artists') return s.tokens[index]?.capital === false;
    return owner === undefined || THINGS.has(owner);
  });
}
const THINGS: ReadonlySet<Owner> = new Set<Owner>([
  'instruments',
  'exclude.instruments',
  'understood',
  'doubtful',
  'limit',
  'durationSec',
  'language',
  'era',
  'activity',
]);

/** Whether the genre that holds a token is an everyday word or place as well: "trap", "jazz bar". */
function isOrdinary(s: Sentence, index: number): boolean {
  let from = index;
  while (s.owner[from - 1] === 'genres') from -= 1;
  const genre = phraseAt(s, from, 'genre');
  return genre?.value.ordinary === true || VENUES.has(textAt(s, genre?.to ?? index));
}
const VENUES = wordSet('bar cafe club pub lounge restaurant bistro room nearby');

const plainText = (s: Sentence) =>
  ` ${s.tokens
    .filter(({ text }) => text !== '-')
    .map(({ text }) => text)
    .join(' ')} `;

const count = (text: string, list: readonly string[]) => list.filter((phrase) => text.includes(` ${phrase} `)).length;

/** "34M, non-smoker, looking for something serious": two things that are said there. */
const isPersonalAd = (s: Sentence) =>
  count(plainText(s), AD_PHRASES) + (tellsAge(s) ? 1 : 0) + (GENDERS.has(textAt(s, 0)) ? 1 : 0) > 1;

/** "34M", "F28". */
const tellsAge = (s: Sentence) =>
  s.tokens.some(
    ({ text, value }, index) =>
      /^[mf]\d\d$/.test(text) ||
      (value >= 18 && textAt(s, index - 1) === ',' && GENDERS.has(textAt(s, index - 2))) ||
      (value >= 18 && value < 100 && ['m', 'f'].includes(textAt(s, index + 1)) && s.tokens[index + 1]?.glued),
  );

/** "shopping list: 2 lb …, milk": named so, or an amount and food. */
function isShoppingList(s: Sentence): boolean {
  const amounts = s.tokens.filter(
    ({ kind }, index) => kind === 'number' && KITCHEN_UNITS.has(textAt(s, index + 1)),
  ).length;
  const foods = s.tokens.filter(({ text }) => FOODS.has(text)).length;
  return count(plainText(s), SHOPPING_PHRASES) > 0 || amounts > 1 || (amounts > 0 && foods > 0);
}

/** "Kansas or Boston, which one is further from Denver?" */
const comparesPlaces = (s: Sentence) =>
  s.tokens.some(({ text }, index) => {
    if (!COMPARED.has(text) || phraseAt(s, index, 'title')) return false;
    if (textAt(s, index + 1) === 'than' && s.tokens[index + 2]?.kind === 'number') return false;
    return [1, 2, 3, 4].some((back) => ['which', 'whichs'].includes(textAt(s, index - back)));
  });
