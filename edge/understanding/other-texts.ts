import { phraseAt, textAt } from './sentence.ts';
import type { Sentence } from './sentence.ts';
import { phrases, wordSet } from './vocabulary/phrases.ts';

const AD_PHRASES = phrases(`
  non smoker|nonsmoker|gsoh|wltm|ltr|single dad|single mum|single mom|single father|single mother|single guy
  single woman|single man|seeking someone|seeking a man|seeking a woman|seeking a partner|looking for something serious
  looking for someone|looking for love|looking for a partner|looking for a relationship|term relationship
  looking for a date|nothing serious|no hookups|no drama please|kind woman|kind man|dog person|cat person|swipe right
  swipe left|good sense of humour|good sense of humor|never married|divorced|no kids
`);
const SHOPPING_PHRASES = phrases('shopping list :|grocery list :|groceries :|to buy :|shopping :|from the supermarket');
const SALE_PHRASES = phrases(`
  collect only|collection only|pick up only|pickup only|cash only|cash on collection|no offers|or nearest offer|ono
  good condition|great condition|mint condition|hardly used|barely used|never used|one careful owner|open to offers
  swaps considered|free to collector|3 / 4 size|1 / 2 size|1 / 4 size|half size|full size|no smoking|table for
`);
/** Code: a loop, a definition, a call that prints. */
const CODE = /\bfor \w+ in [\w.]+:|\b(?:def|function) \w+\(|\bconsole\.|\bprintf?\(|#include|=>|\bimport \w+ from\b/;
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

/**
 * Whether the text is of another kind as a whole: an advertisement, a shopping list, a question of places.
 */
export const isOtherText = (s: Sentence): boolean =>
  count(plainText(s), SALE_PHRASES) > 0 || isPersonalAd(s) || isShoppingList(s) || comparesPlaces(s);

/** Whether the text is a piece of a program, whatever its names are. */
export const isCode = (s: Sentence): boolean => CODE.test(s.text);

const plainText = (s: Sentence) =>
  ` ${s.tokens
    .filter(({ text }) => text !== '-')
    .map(({ text }) => text)
    .join(' ')} `;

const count = (text: string, list: readonly string[]) => list.filter((phrase) => text.includes(` ${phrase} `)).length;

/** "34M, non-smoker, looking for something serious": two things that are said there. */
const isPersonalAd = (s: Sentence) => count(plainText(s), AD_PHRASES) + (tellsAge(s) ? 1 : 0) > 1;

/** "34M", "F28". */
const tellsAge = (s: Sentence) =>
  s.tokens.some(
    ({ text, value }, index) =>
      /^[mf]\d\d$/.test(text) ||
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
