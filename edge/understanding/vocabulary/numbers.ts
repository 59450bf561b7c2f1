import { phrases } from './phrases.ts';

/** Number words, 0 to 199 and the round hundreds, in the languages that are read. Built from the parts each needs. */

type Spelling = readonly [text: string, value: number];

const split = (words: string): string[] => words.split(' ');

/** Every spelling of a number word, without accents; parts are separated by single spaces. */
export function numberSpellings(): Spelling[] {
  return [...english(), ...german(), ...dutch(), ...french(), ...spanish(), ...italian(), ...portuguese(), ...polish()];
}

function english(): Spelling[] {
  const low = split(
    'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen',
  );
  const tens = split('twenty thirty forty fifty sixty seventy eighty ninety');
  const small = below100(low, tens, (ten, unit) => [`${ten} ${unit}`]);
  const out: Spelling[] = [
    ...small,
    ['fourty', 40],
    ['half an', 0.5],
    ['a quarter of an', 0.25],
    ['a hundred', 100],
    ['one hundred', 100],
    ['hundred', 100],
  ];
  for (const [text, value] of small) {
    if (value === 0) continue;
    for (const hundred of ['a hundred', 'one hundred', 'hundred']) {
      out.push([`${hundred} ${text}`, 100 + value], [`${hundred} and ${text}`, 100 + value]);
    }
    if (value >= 10) out.push([`one ${text}`, 100 + value]);
    else out.push([`one oh ${text}`, 100 + value], [`one o ${text}`, 100 + value]);
  }
  for (let value = 110; value < 200; value += 1) {
    const [tens, units] = [Math.floor(value / 10) % 10, value % 10];
    out.push([`one ${low[tens]} ${low[units]}`, value]);
  }
  out.push(['two hundred', 200], ['five hundred', 500], ['a thousand', 1000], ['one thousand', 1000]);
  return out;
}

function german(): Spelling[] {
  const low = split(
    'null eins zwei drei vier funf sechs sieben acht neun zehn elf zwolf dreizehn vierzehn funfzehn sechzehn siebzehn achtzehn neunzehn',
  );
  const tens = split('zwanzig dreissig vierzig funfzig sechzig siebzig achtzig neunzig');
  const small = below100(low, tens, (ten, unit) => [`${unit === 'eins' ? 'ein' : unit}und${ten}`]);
  return hundreds(small, ['hundert', 'einhundert'], '');
}

function dutch(): Spelling[] {
  const low = split(
    'nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien',
  );
  const tens = split('twintig dertig veertig vijftig zestig zeventig tachtig negentig');
  const small = below100(low, tens, (ten, unit) => [`${unit}en${ten}`]);
  return hundreds(
    small.filter(([text]) => text !== 'een'),
    ['honderd'],
    '',
  );
}

function french(): Spelling[] {
  const low = split(
    'zero un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix_sept dix_huit dix_neuf',
  ).map((word) => word.replace('_', ' '));
  const out: Spelling[] = low.map((word, value) => [word, value]);
  const add = (base: string, from: number, upTo: number) => {
    for (let unit = 0; unit <= upTo; unit += 1) {
      out.push([unit === 0 ? base : `${base} ${unit === 1 || unit === 11 ? 'et ' : ''}${low[unit]}`, from + unit]);
      if (unit === 1 || unit === 11) out.push([`${base} ${low[unit]}`, from + unit]);
    }
  };
  ['vingt', 'trente', 'quarante', 'cinquante'].forEach((base, index) => add(base, 20 + index * 10, 9));
  add('soixante', 60, 19);
  add('quatre vingt', 80, 19);
  out.push(['quatre vingts', 80]);
  return hundreds(
    out.filter(([text]) => text !== 'un' && text !== 'six'),
    ['cent'],
    ' ',
  ).concat([['six', 6]]);
}

function spanish(): Spelling[] {
  const low = split(
    'cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis diecisiete dieciocho diecinueve veinte veintiuno veintidos veintitres veinticuatro veinticinco veintiseis veintisiete veintiocho veintinueve',
  );
  const out: Spelling[] = low.map((word, value) => [word, value]);
  split('treinta cuarenta cincuenta sesenta setenta ochenta noventa').forEach((ten, index) => {
    for (let unit = 0; unit < 10; unit += 1) {
      out.push([unit === 0 ? ten : `${ten} y ${low[unit]}`, 30 + index * 10 + unit]);
    }
  });
  return [
    ...out,
    ...out.filter(([, value]) => value > 0).map(([text, value]): Spelling => [`ciento ${text}`, 100 + value]),
    ['cien', 100],
  ];
}

function italian(): Spelling[] {
  const low = split(
    'zero uno due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici diciassette diciotto diciannove',
  );
  const tens = split('venti trenta quaranta cinquanta sessanta settanta ottanta novanta');
  const small = below100(low, tens, (ten, unit) => [
    unit === 'uno' || unit === 'otto' ? `${ten.slice(0, -1)}${unit}` : `${ten}${unit}`,
  ]);
  return hundreds(
    small.filter(([text]) => text !== 'sei'),
    ['cento'],
    '',
  );
}

function portuguese(): Spelling[] {
  const low = split(
    'zero um dois tres quatro cinco seis sete oito nove dez onze doze treze quatorze quinze dezesseis dezessete dezoito dezenove',
  );
  const tens = split('vinte trinta quarenta cinquenta sessenta setenta oitenta noventa');
  const small = below100(low, tens, (ten, unit) => [`${ten} e ${unit}`]);
  const out = small.filter(([text]) => text !== 'um');
  return [
    ...out,
    ['cem', 100],
    ...small.filter(([, value]) => value > 0).map(([text, value]): Spelling => [`cento e ${text}`, 100 + value]),
  ];
}

function polish(): Spelling[] {
  const low = split(
    'zero jeden dwa trzy cztery piec szesc siedem osiem dziewiec dziesiec jedenascie dwanascie trzynascie czternascie pietnascie szesnascie siedemnascie osiemnascie dziewietnascie',
  );
  const tens = split(
    'dwadziescia trzydziesci czterdziesci piecdziesiat szescdziesiat siedemdziesiat osiemdziesiat dziewiecdziesiat',
  );
  const small = below100(low, tens, (ten, unit) => [`${ten} ${unit}`]);
  return [
    ...small,
    ['sto', 100],
    ...small.filter(([, value]) => value > 0).map(([text, value]): Spelling => [`sto ${text}`, 100 + value]),
  ];
}

/** 0 to 99 from the words below twenty, the tens, and how a ten and a unit are put together. */
function below100(low: string[], tens: string[], join: (ten: string, unit: string) => string[]): Spelling[] {
  const out: Spelling[] = low.map((word, value) => [word, value]);
  tens.forEach((ten, index) => {
    out.push([ten, 20 + index * 10]);
    for (let unit = 1; unit < 10; unit += 1) {
      for (const text of join(ten, low[unit] ?? '')) out.push([text, 20 + index * 10 + unit]);
    }
  });
  return out;
}

function hundreds(small: Spelling[], words: string[], glue: string): Spelling[] {
  const out: Spelling[] = [...small];
  for (const hundred of words) {
    out.push([hundred, 100]);
    for (const [text, value] of small) if (value > 0) out.push([`${hundred}${glue}${text}`, 100 + value]);
  }
  return out;
}

/** Decades by their names: the first year. The two-digit ones ("the 80s") are read as digits. */
export const DECADE_WORDS: Readonly<Record<number, readonly string[]>> = {
  1920: phrases(`
    twenties|roaring twenties|zwanziger|zwanzigern|annees vingt|anos veinte
  `),
  1930: ['thirties', 'dreissiger', 'annees trente', 'anos treinta', 'anni trenta'],
  1940: ['forties', 'vierziger', 'annees quarante', 'anos cuarenta', 'anni quaranta'],
  1950: phrases(`
    fifties|funfziger|funfzigern|funfzigerjahre|annees cinquante|anos cincuenta|anni cinquanta|anos cinquenta
    jaren vijftig|lata piecdziesiate|lat piecdziesiatych|пятидесятых|пятидесятые
  `),
  1960: phrases(`
    sixties|sechziger|sechzigern|sechzigerjahre|annees soixante|anos sesenta|anni sessanta|anos sessenta
    jaren zestig|lata szescdziesiate|lat szescdziesiatych|los sesenta|шестидесятых|шестидесятые
  `),
  1970: phrases(`
    seventies|siebziger|siebzigern|siebzigerjahre|annees soixante dix|anos setenta|anni settanta|jaren zeventig
    lata siedemdziesiate|lat siedemdziesiatych|los setenta|семидесятых|семидесятые
  `),
  1980: phrases(`
    eighties|achtziger|achtzigern|achtzigerjahre|annees quatre vingt|annees quatre vingts|anos ochenta|anni ottanta
    anos oitenta|jaren tachtig|lata osiemdziesiate|lat osiemdziesiatych|los ochenta|восьмидесятых|восьмидесятые
  `),
  1990: phrases(`
    nineties|neunziger|neunzigern|neunzigerjahre|annees quatre vingt dix|anos noventa|anni novanta|jaren negentig
    lata dziewiecdziesiate|lat dziewiecdziesiatych|los noventa|девяностых|девяностые
  `),
  2000: phrases(`
    noughties|naughties|aughts|two thousands|zweitausender|nullerjahre|nuller jahre|annees deux mille|anos dos mil
    anni duemila|anos dois mil|нулевых|нулевые
  `),
  2010: ['twenty tens', 'tens', 'zehner jahre', 'zehnerjahre'],
  2020: ['twenty twenties'],
};
