/**
 * Sung languages. `names` are the words for the language itself (they need "in", "auf", "en" … before them, or
 * "-language" after); `nationalities` are adjectives that name the language when they qualify songs, music or rap.
 */
export type LanguageEntry = { code: string; names: readonly string[]; nationalities: readonly string[] };

export const LANGUAGES: readonly LanguageEntry[] = [
  {
    code: 'en',
    names: list('english englisch anglais ingles inglese engels angielsku angielski'),
    nationalities: list(
      'english englische englischer englischen anglaise anglaises inglesa inglesas ingles inglese inglesi engelse engelstalige englischsprachige angielskie angielska anglophone',
    ),
  },
  {
    code: 'es',
    names: list('spanish spanisch espanol castellano espagnol spagnolo espanhol spaans hiszpansku hiszpanski'),
    nationalities: list(
      'spanish spanische spanischer spanischen espanol espanola espanolas espanoles espagnole espagnoles espagnol spagnola spagnole spagnolo espanhola espanholas spaanse spaanstalige spanischsprachige hispanophone hiszpanskie hiszpanska hiszpanski mexican mexicana mexicanas mexikanische cuban cubana cubanas argentine argentinian colombian colombiana',
    ),
  },
  {
    code: 'fr',
    names: list('french franzosisch francais frances francese frans francusku francuski'),
    nationalities: list(
      'french franzosische franzosischer franzosischen francais francaise francaises francesa francesas frances francese francesi franse franstalige franzosischsprachige francophone francuskie francuska francuski',
    ),
  },
  {
    code: 'de',
    names: list('german deutsch allemand aleman tedesco alemao duits niemiecku niemiecki'),
    nationalities: list(
      'german deutsche deutscher deutsches deutschen deutschsprachig deutschsprachige deutschsprachiger deutschsprachigen allemand allemande allemandes aleman alemana alemanas tedesca tedesche tedesco alema duitse duitstalige niemieckie niemiecka niemiecki',
    ),
  },
  {
    code: 'it',
    names: list('italian italienisch italien italiano italiaans wlosku wloski'),
    nationalities: list(
      'italian italienische italienischer italienischen italien italienne italiennes italiano italiana italianas italiane italiani italiaanse wloskie wloska wloski',
    ),
  },
  {
    code: 'pt',
    names: [
      ...list('portuguese portugiesisch portugais portugues portoghese portugees portugalsku portugalski'),
      'brazilian portuguese',
    ],
    nationalities: list(
      'portuguese portugiesische portugiesischer portugais portugaise portugaises portugues portuguesa portuguesas portoghese portoghesi portugese brazilian brasileira brasileiras brasileiro brasilena brasilenas brasiliana brasiliane bresilienne bresiliennes brasilianische braziliaanse portugalskie brazylijska',
    ),
  },
  {
    code: 'nl',
    names: list('dutch niederlandisch hollandisch neerlandais holandes olandese nederlands holandersku flemish vlaams'),
    nationalities: list(
      'dutch niederlandische hollandische neerlandaise holandesa olandese nederlandse nederlandstalig nederlandstalige vlaamse flemish holenderskie',
    ),
  },
  {
    code: 'pl',
    names: list('polish polnisch polonais polaco polacco polones pools polsku polski'),
    nationalities: list(
      'polish polnische polnischer polnischen polonais polonaise polonaises polaca polacas polacche polonesa poolse polski polska polskie polskiego',
    ),
  },
  {
    code: 'sv',
    names: list('swedish schwedisch suedois sueco svedese zweeds svenska'),
    nationalities: list('swedish schwedische suedoise sueca svedese zweedse szwedzka svensk svenska'),
  },
  {
    code: 'no',
    names: list('norwegian norwegisch norvegien noruego norvegese noors norsk'),
    nationalities: list('norwegian norwegische noruega norvegese noorse norsk norske'),
  },
  {
    code: 'da',
    names: list('danish danisch danois danes danese deens dansk'),
    nationalities: list('danish danische danesa danese deense dansk danske'),
  },
  {
    code: 'fi',
    names: list('finnish finnisch finnois finlandes finlandese fins suomi'),
    nationalities: list(
      'finnish finnische finlandesa finlandese finse suomalainen suomalaista suomenkielinen suomenkielista suomenkielisia',
    ),
  },
  {
    code: 'is',
    names: list('icelandic islandisch islandais islandes islandese ijslands'),
    nationalities: list('icelandic islandische islandesa ijslandse'),
  },
  {
    code: 'ru',
    names: list('russian russisch russe ruso russo rosyjsku'),
    nationalities: list('russian russische russe russes rusa rusas russa russe rosyjskie'),
  },
  {
    code: 'uk',
    names: list('ukrainian ukrainisch ukrainien ucraniano ucraino'),
    nationalities: list('ukrainian ukrainische ucraniana'),
  },
  {
    code: 'cs',
    names: list('czech tschechisch tcheque checo ceco'),
    nationalities: list('czech tschechische tcheque checa'),
  },
  {
    code: 'hu',
    names: list('hungarian ungarisch hongrois hungaro ungherese'),
    nationalities: list('hungarian ungarische hungara'),
  },
  {
    code: 'ro',
    names: list('romanian rumanisch roumain rumano rumeno'),
    nationalities: list('romanian rumanische rumana'),
  },
  {
    code: 'el',
    names: list('greek griechisch grec griego greco grieks'),
    nationalities: list('greek griechische grecque grecques griega greca griekse'),
  },
  {
    code: 'tr',
    names: list('turkish turkce turkisch turc turco turks turecku'),
    nationalities: list('turkish turkce turkische turque turques turca turkse'),
  },
  {
    code: 'ar',
    names: list('arabic arabisch arabe arabo arabsku'),
    nationalities: list('arabic arab arabische arabe arabes araba'),
  },
  { code: 'he', names: list('hebrew hebraisch hebreu hebreo ebraico'), nationalities: list('hebrew israeli') },
  {
    code: 'fa',
    names: list('persian farsi persisch persan persa'),
    nationalities: list('persian farsi iranian persische'),
  },
  { code: 'hi', names: list('hindi'), nationalities: list('hindi') },
  { code: 'pa', names: list('punjabi panjabi'), nationalities: list('punjabi panjabi') },
  { code: 'ta', names: list('tamil'), nationalities: list('tamil') },
  {
    code: 'ja',
    names: list('japanese japanisch japonais japones giapponese japans'),
    nationalities: list(
      'japanese japanische japonais japonaise japonaises japonesa japonesas giapponese giapponesi japanse japonskie',
    ),
  },
  {
    code: 'ko',
    names: list('korean koreanisch coreen coreano koreaans'),
    nationalities: list('korean koreanische coreenne coreana coreanas koreaanse'),
  },
  {
    code: 'zh',
    names: list('chinese mandarin cantonese chinesisch chinois chino cinese chinees'),
    nationalities: list('chinese mandarin cantonese chinesische chinoise chinoises china cinese'),
  },
  { code: 'th', names: list('thai'), nationalities: list('thai') },
  { code: 'vi', names: list('vietnamese'), nationalities: list('vietnamese') },
  { code: 'id', names: list('indonesian bahasa'), nationalities: list('indonesian') },
  { code: 'sw', names: list('swahili'), nationalities: list('swahili') },
  { code: 'yo', names: list('yoruba'), nationalities: list('yoruba') },
  { code: 'zu', names: list('zulu'), nationalities: list('zulu') },
  { code: 'ga', names: list('gaelic irish gaeilge'), nationalities: list('gaelic') },
  { code: 'cy', names: list('welsh'), nationalities: list('welsh') },
  same('hr', 'croatian kroatisch croate croata'),
  same('sr', 'serbian serbisch serbe serbio'),
  same('bs', 'bosnian'),
  same('bg', 'bulgarian bulgarisch bulgare bulgaro'),
  same('mk', 'macedonian'),
  same('et', 'estonian'),
  same('lt', 'lithuanian'),
  same('lv', 'latvian'),
  same('sk', 'slovak'),
  same('sl', 'slovenian slovene'),
  same('sq', 'albanian'),
  same('eu', 'basque euskera'),
  same('gl', 'galician gallego'),
  same('mt', 'maltese'),
  same('be', 'belarusian'),
  same('ka', 'georgian'),
  same('hy', 'armenian'),
  same('az', 'azerbaijani'),
  same('kk', 'kazakh'),
  same('uz', 'uzbek'),
  same('mn', 'mongolian'),
  same('bn', 'bengali bangla'),
  same('ur', 'urdu'),
  same('ml', 'malayalam'),
  same('te', 'telugu'),
  same('kn', 'kannada'),
  same('gu', 'gujarati'),
  same('mr', 'marathi'),
  same('ne', 'nepali'),
  same('si', 'sinhala'),
  same('tl', 'tagalog filipino'),
  same('ms', 'malay'),
  same('km', 'khmer'),
  same('my', 'burmese'),
  same('am', 'amharic'),
  same('ha', 'hausa'),
  same('ig', 'igbo'),
  same('xh', 'xhosa'),
  same('so', 'somali'),
  same('wo', 'wolof'),
  same('ln', 'lingala'),
  same('af', 'afrikaans'),
  same('ku', 'kurdish'),
  same('yi', 'yiddish'),
  same('eo', 'esperanto'),
  same('mi', 'maori'),
  same('br', 'breton'),
  { code: 'ca', names: list('catalan katalanisch'), nationalities: list('catalan catalana catalanas') },
];

/** Words that stand before the name of a language when it is what is sung. */
export const LANGUAGE_PREPOSITIONS: readonly string[] = list('in auf en em po w sung sang singing gesungen op het');

/** Words after a nationality that make it the language of the singing. */
export const SUNG_NOUNS: readonly string[] = list(
  'sarki sarkilar sarkilari song songs music rap tracks track tunes tune lyrics vocals vocal singing language spoken speaking singers lied lieder musik titel stucke texte songtexte gesang chanson chansons musique morceaux titres paroles cancion canciones musica musicas temas letra letras canzone canzoni brani pezzi testi cancao cancoes faixas nummers liedjes muziek liederen piosenka piosenki piosenek muzyka muzyki utwory teksty',
);

/** A language whose adjective is its name. */
function same(code: string, words: string): LanguageEntry {
  return { code, names: list(words), nationalities: list(words) };
}

function list(words: string): readonly string[] {
  return words.split(' ');
}
