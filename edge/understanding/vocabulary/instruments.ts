import { phrases } from './phrases.ts';

/**
 * Instruments by the name the query uses (singular, lower case; strings, brass and drums stay collective), with
 * every other form. `ordinary` marks a name whose everyday sense is commoner.
 */
export type InstrumentEntry = { name: string; aliases?: readonly string[]; ordinary?: true };

export const INSTRUMENTS: readonly InstrumentEntry[] = [
  {
    name: 'piano',
    aliases: phrases(`
    pianos|klavier|klaviermusik|klavierstucke|pianoforte|pianomuziek|fortepian|pianino|fortepianowa|pianomusik
    grand piano|pianinie|piano solo|solo piano|klawisze
  `),
  },
  {
    name: 'acoustic guitar',
    aliases: phrases(`
    acoustic guitars|akustikgitarre|akustische gitarre|akustischer gitarre|guitare acoustique|guitarra acustica
    chitarra acustica|violao|akoestische gitaar|gitara akustyczna|gitarze akustycznej|gitary akustycznej
  `),
  },
  {
    name: 'electric guitar',
    aliases: phrases(`
    electric guitars|e-gitarre|elektrische gitarre|guitare electrique|guitarra electrica|guitarra eletrica
    chitarra elettrica|elektrische gitaar|gitara elektryczna
  `),
  },
  {
    name: 'guitar',
    aliases: phrases(`
    guitars|gitarre|gitarren|gitarrenmusik|guitare|guitares|guitarra|guitarras|chitarra|chitarre|gitaar|gitaren
    гитара|гитары|гитару|гитарой|gitara|gitary|gitare|gitarowa|guitar riffs|guitar solos|guitar solo
  `),
  },
  { name: 'bass guitar', aliases: ['bass guitars', 'bassgitarre', 'electric bass', 'slap bass'] },
  {
    name: 'double bass',
    aliases: phrases(`
    upright bass|kontrabass|contrebasse|contrabajo|contrabbasso|contrabaixo|contrabas|kontrabas
  `),
  },
  { name: 'bass', ordinary: true },
  {
    name: 'saxophone',
    aliases: phrases(`
    sax|saxes|saxophones|saxophon|saxofon|saxofono|sassofono|saxofone|saxofoon|saksofon|saksofonem|saksofonu|saxo|saksafon|saksofonen
    saxaphone|alto sax|tenor sax
  `),
  },
  {
    name: 'trumpet',
    aliases: phrases(`
    trumpets|trompete|trompeten|trompette|trompettes|trompeta|trompetas|tromba|trombe|trompet|trabka|trabki
    trabka jazzowa|trompetes
  `),
  },
  { name: 'trombone', aliases: ['trombones', 'posaune', 'trombon', 'puzon'] },
  { name: 'tuba' },
  { name: 'french horn', aliases: ['french horns', 'waldhorn'] },
  {
    name: 'brass',
    aliases: phrases(`
    brass section|blechblaser|cuivres|ottoni|metais|horns|horn section
  `),
  },
  {
    name: 'strings',
    aliases: phrases(`
    string section|string sections|streicher|streichern|streichinstrumente|cordes|archi|cuerdas|cordas|strijkers
    smyczki|smyczkami
  `),
  },
  {
    name: 'drums',
    aliases: phrases(`
    drum kit|drum kits|schlagzeug|batterie|bateria|batteria|drumstel|perkusja|perkusji|live drums|drumming
  `),
  },
  {
    name: 'percussion',
    aliases: phrases(`
    percussions|perkussion|percusion|percussioni|percussao|percussie
  `),
  },
  { name: 'cowbell', aliases: ['cowbells'] },
  { name: 'congas', aliases: ['conga'] },
  { name: 'bongos', aliases: ['bongo'] },
  { name: 'tabla', aliases: ['tablas'] },
  { name: 'djembe' },
  { name: 'steel drum', aliases: ['steel drums'] },
  { name: 'steelpan', aliases: ['steel pan', 'steel pans', 'steelpans'] },
  {
    name: 'violin',
    aliases: phrases(`
    violins|violine|violinen|geige|geigen|violon|violons|violino|violini|violinos|viool|violen|skrzypce|skrzypiec
    skrzypcami|violines|keman|fiol|fiolin|violiner
  `),
  },
  { name: 'fiddle', aliases: ['fiddles'] },
  { name: 'viola', aliases: ['violas', 'bratsche'], ordinary: true },
  {
    name: 'cello',
    aliases: phrases(`
    cellos|violoncello|violoncelle|violonchelo|violoncelo|wiolonczela|wiolonczeli|celli|chelo
  `),
  },
  {
    name: 'harp',
    aliases: phrases(`
    harps|harfe|harpe|arpa|harpa|harfa|harp music
  `),
  },
  {
    name: 'flute',
    aliases: phrases(`
    flutes|flote|querflote|flauta|flautas|flauto|fluit|flet|fletu|panpipes|pan flute
  `),
  },
  {
    name: 'clarinet',
    aliases: phrases(`
    clarinets|klarinette|clarinette|clarinete|clarinetto|klarinet|klarnet
  `),
  },
  { name: 'oboe', aliases: ['oboes', 'hautbois'] },
  { name: 'bassoon', aliases: ['fagott'] },
  {
    name: 'organ',
    aliases: phrases(`
    organs|orgel|orgue|organo|orgao|organy|hammond organ|church organ|pipe organ
  `),
  },
  {
    name: 'synthesizer',
    aliases: phrases(`
    synth|synths|synthesizers|synthesiser|synthesisers|sintetizador|sintetizadores|sintetizzatore|synthetiseur
    synthetiseurs|syntezator|syntezatory|analog synths|analogue synths
  `),
  },
  { name: 'keyboard', aliases: ['keyboards'], ordinary: true },
  { name: 'rhodes', aliases: ['fender rhodes'] },
  {
    name: 'accordion',
    aliases: phrases(`
    accordions|akkordeon|accordeon|acordeon|fisarmonica|acordeao|sanfona|akordeon|dragspel|trekspill|harmonika|trekkspill
  `),
  },
  {
    name: 'harmonica',
    aliases: phrases(`
    harmonicas|mundharmonika|armonica|gaita de boca|mondharmonica|harmonijka|blues harp
  `),
  },
  { name: 'banjo', aliases: ['banjos'] },
  { name: 'mandolin', aliases: ['mandolins', 'mandoline', 'mandolina', 'mandolino'] },
  { name: 'ukulele', aliases: ['ukuleles', 'uke'] },
  { name: 'sitar', aliases: ['sitars'] },
  { name: 'oud' },
  { name: 'kora' },
  { name: 'koto' },
  { name: 'shamisen' },
  { name: 'erhu' },
  { name: 'didgeridoo' },
  { name: 'bagpipe', aliases: ['bagpipes', 'dudelsack', 'cornemuse'] },
  { name: 'marimba' },
  { name: 'vibraphone', aliases: ['vibraphon', 'vibes (instrument)', 'vibraphones'] },
  { name: 'xylophone' },
  { name: 'glockenspiel' },
  { name: 'kalimba' },
  { name: 'harpsichord', aliases: ['cembalo', 'clavecin', 'clavicembalo', 'clavecin solo'] },
  { name: 'theremin' },
  { name: 'lute', aliases: ['laute'] },
  { name: 'pedal steel guitar', aliases: ['pedal steel', 'steel guitar', 'pedal steels'] },
  { name: 'lap steel guitar', aliases: ['lap steel'] },
  { name: 'cavaquinho', aliases: ['cavaquinhos'] },
  { name: 'pandeiro', aliases: ['pandeiros'] },
  { name: 'handpan', aliases: ['hang drum'] },
  { name: 'turntables', aliases: ['turntable'] },
  { name: 'dhol', aliases: ['dhols'] },
  { name: 'clavinet', aliases: ['clavinets', 'clav'] },
  { name: 'tin whistle', aliases: ['tin whistles', 'penny whistle'] },
  { name: 'bodhran', aliases: ['bodhrán'] },
  { name: 'bouzouki' },
  { name: 'balalaika' },
  { name: 'mellotron' },
  { name: 'dulcimer', aliases: ['hammered dulcimer'] },
  { name: 'sarod' },
  { name: 'santoor' },
  { name: 'guzheng' },
  { name: 'duduk' },
  { name: 'cajon', aliases: ['cajón'] },
  { name: 'bandoneon', aliases: ['bandoneón'] },
  { name: 'hurdy gurdy', aliases: ['hurdy-gurdy'] },
  { name: 'choir', aliases: ['choirs'] },
  { name: 'bells', aliases: ['church bells', 'tubular bells'], ordinary: true },
];
