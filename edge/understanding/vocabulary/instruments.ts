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
    ピアノ|钢琴|鋼琴|피아노|пианино|фортепиано|рояль|пиано
    pianos|klavier|klaviermusik|klavierstucke|pianoforte|pianomuziek|fortepian|pianino|fortepianowa|pianomusik
    grand piano|pianinie|piano solo|solo piano|klawisze
  `),
  },
  {
    name: 'acoustic guitar',
    aliases: phrases(`
    アコースティックギター|アコギ|акустическая гитара|акустической гитарой|木吉他|통기타
    acoustic guitars|akustikgitarre|akustische gitarre|akustischer gitarre|guitare acoustique|guitarra acustica
    chitarra acustica|violao|akoestische gitaar|gitara akustyczna|gitarze akustycznej|gitary akustycznej
  `),
  },
  {
    name: 'electric guitar',
    aliases: phrases(`
    エレキギター|электрогитара|электрогитары|电吉他
    electric guitars|e-gitarre|elektrische gitarre|guitare electrique|guitarra electrica|guitarra eletrica
    chitarra elettrica|elektrische gitaar|gitara elektryczna
  `),
  },
  {
    name: 'guitar',
    aliases: phrases(`
    ギター|吉他|기타
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
  {
    name: 'bass',
    aliases: ['ベース', 'bajo profundo', 'bajos profundos', 'linea de bajo', 'lineas de bajo'],
    ordinary: true,
  },
  {
    name: 'saxophone',
    aliases: phrases(`
    サックス|サクソフォン|саксофон|саксофона|саксофоном|萨克斯|색소폰
    sax|saxes|saxophones|saxophon|saxofon|saxofono|sassofono|saxofone|saxofoon|saksofon|saksofonem|saksofonu|saxo|saksafon|saksofonen
    saxaphone|alto sax|tenor sax
  `),
  },
  {
    name: 'trumpet',
    aliases: phrases(`
    トランペット|труба|трубой|小号|trumpeter
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
    ストリングス|струнные|弦乐|스트링|strykere|strakar|strygere
    string section|string sections|streicher|streichern|streichinstrumente|cordes|archi|cuerdas|cordas|strijkers
    smyczki|smyczkami
  `),
  },
  {
    name: 'drums',
    aliases: phrases(`
    ドラム|барабаны|барабанов|鼓|드럼|trommer|trommor|slagverk
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
  { name: 'conga', aliases: ['congas'] },
  { name: 'bongo', aliases: ['bongos'] },
  { name: 'tabla', aliases: ['tablas'] },
  { name: 'djembe' },
  { name: 'steel drum', aliases: ['steel drums'] },
  { name: 'steelpan', aliases: ['steel pan', 'steel pans', 'steelpans'] },
  {
    name: 'violin',
    aliases: phrases(`
    バイオリン|ヴァイオリン|скрипка|скрипки|скрипкой|小提琴|바이올린
    violins|violine|violinen|geige|geigen|violon|violons|violino|violini|violinos|viool|violen|skrzypce|skrzypiec
    skrzypcami|violines|keman|fiol|fiolin|violiner
  `),
  },
  { name: 'fiddle', aliases: ['fiddles'] },
  { name: 'viola', aliases: ['violas', 'bratsche'], ordinary: true },
  {
    name: 'cello',
    aliases: phrases(`
    チェロ|виолончель|виолончели|大提琴|첼로
    cellos|violoncello|violoncelle|violonchelo|violoncelo|wiolonczela|wiolonczeli|celli|chelo
  `),
  },
  {
    name: 'harp',
    aliases: phrases(`
    ハープ|арфа|арфы|竖琴|하프
    harps|harfe|harpe|arpa|harpa|harfa|harp music
  `),
  },
  {
    name: 'flute',
    aliases: phrases(`
    フルート|флейта|флейты|флейтой|长笛|플루트|floyte
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
    オルガン|орган|органа
    organs|orgel|orgue|organo|orgao|organy|hammond organ|church organ|pipe organ
  `),
  },
  {
    name: 'synthesizer',
    aliases: phrases(`
    シンセ|シンセサイザー|синтезатор|синтезаторы|合成器|신스
    synth|synths|synthesizers|synthesiser|synthesisers|sintetizador|sintetizadores|sintetizzatore|synthetiseur
    synthetiseurs|syntezator|syntezatory|analog synths|analogue synths
  `),
  },
  { name: 'keyboard', aliases: ['keyboards'], ordinary: true },
  { name: 'rhodes', aliases: ['fender rhodes'] },
  {
    name: 'accordion',
    aliases: phrases(`
    アコーディオン|аккордеон|баян|手风琴|아코디언
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
  { name: 'koto', aliases: ['琴', '箏'] },
  { name: 'shamisen', aliases: ['三味線'] },
  { name: 'erhu' },
  { name: 'didgeridoo' },
  { name: 'bagpipe', aliases: ['gaitas', 'zampogna', 'säckpipa', 'sekkepipe', 'bagpipes', 'dudelsack', 'cornemuse'] },
  { name: 'marimba' },
  { name: 'vibraphone', aliases: ['vibraphon', 'vibes (instrument)', 'vibraphones'] },
  { name: 'xylophone' },
  { name: 'glockenspiel' },
  { name: 'kalimba' },
  {
    name: 'harpsichord',
    aliases: ['チェンバロ', 'klavecimbel', 'klawesyn', 'cravo', 'cembalo', 'clavecin', 'clavicembalo', 'clavecin solo'],
  },
  { name: 'theremin' },
  { name: 'lute', aliases: ['laute'] },
  { name: 'pedal steel guitar', aliases: ['pedal steel', 'steel guitar', 'pedal steels'] },
  { name: 'lap steel guitar', aliases: ['lap steel'] },
  { name: 'cavaquinho', aliases: ['cavaquinhos'] },
  { name: 'pandeiro', aliases: ['pandeiros'] },
  { name: 'handpan', aliases: ['hang drum'] },
  { name: 'turntable', aliases: ['turntables'] },
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
  { name: 'talking drum', aliases: ['talking drums'] },
  { name: 'dundun', aliases: ['dunduns'] },
  { name: 'udu', ordinary: true },
  { name: 'ngoni', aliases: ['ngonis'] },
  { name: 'balafon', aliases: ['balafons'] },
  { name: 'mbira', aliases: ['mbiras'] },
  { name: 'shekere', aliases: ['shekeres'] },
  { name: 'berimbau', aliases: ['berimbaus'] },
  { name: 'surdo', aliases: ['surdos'] },
  { name: 'cuica', aliases: ['cuicas', 'cuíca'] },
  { name: 'agogo', aliases: ['agogos', 'agogô'] },
  { name: 'guiro', aliases: ['güiro'] },
  { name: 'maraca', aliases: ['maracas'] },
  { name: 'timbales', aliases: ['timbal'] },
  { name: 'claves', ordinary: true },
  { name: 'castanet', aliases: ['castañuelas', 'castanets', 'castagnettes'] },
  { name: 'tambourine', aliases: ['tambourines', 'tamburin', 'pandereta', 'tamburello', 'tambourin'] },
  { name: 'charango', aliases: ['charangos'] },
  { name: 'quena', aliases: ['quenas'] },
  { name: 'zampoña', aliases: ['zampona'] },
  { name: 'tres cubano' },
  { name: 'requinto' },
  { name: 'guitarron', aliases: ['guitarrón'] },
  { name: 'vihuela' },
  { name: 'ocarina', aliases: ['ocarinas'] },
  { name: 'recorder', aliases: ['recorders', 'blockflöte'], ordinary: true },
  { name: 'piccolo', aliases: ['piccolos'] },
  { name: 'cor anglais', aliases: ['english horn'] },
  { name: 'bass clarinet', aliases: ['bass clarinets', 'bassklarinette'] },
  { name: 'contrabassoon' },
  { name: 'pipa' },
  { name: 'cornet', aliases: ['cornets', 'cornetta'], ordinary: true },
  { name: 'flugelhorn', aliases: ['flugelhorns', 'flügelhorn', 'bugle horn'] },
  { name: 'euphonium', aliases: ['euphoniums'] },
  { name: 'sousaphone', aliases: ['sousaphones'] },
  { name: 'alphorn', aliases: ['alphorns', 'alpenhorn'] },
  { name: 'uilleann pipes', aliases: ['uillean pipes'] },
  { name: 'concertina', aliases: ['concertinas'] },
  { name: 'melodeon', aliases: ['melodeons'] },
  { name: 'harmonium', aliases: ['harmoniums'] },
  { name: 'celesta', aliases: ['celestas'] },
  { name: 'clavichord', aliases: ['clavichords'] },
  { name: 'spinet', ordinary: true },
  { name: 'zither', aliases: ['zithern', 'zithers'] },
  { name: 'hackbrett' },
  { name: 'cimbalom', aliases: ['cymbalom'] },
  { name: 'kantele' },
  { name: 'nyckelharpa', aliases: ['nyckelharpas'] },
  { name: 'hardanger fiddle', aliases: ['hardingfele', 'hardingfela'] },
  { name: 'lyre', aliases: ['lyres'] },
  { name: 'psaltery' },
  { name: 'viola da gamba', aliases: ['viola da gambas'] },
  { name: 'theorbo' },
  { name: 'mandola' },
  { name: 'saz', aliases: ['bağlama', 'baglama'], ordinary: true },
  { name: 'tanbur', aliases: ['tambur'] },
  { name: 'ney', aliases: ['nay flute'], ordinary: true },
  { name: 'kaval' },
  { name: 'zurna' },
  { name: 'darbuka', aliases: ['darbukas', 'darbouka', 'doumbek', 'derbake'] },
  { name: 'riq' },
  { name: 'bendir' },
  { name: 'daf', ordinary: true },
  { name: 'kanun', aliases: ['qanun', 'kanoun'] },
  { name: 'rebab', aliases: ['rabab', 'rubab'] },
  { name: 'kamancheh', aliases: ['kemenche', 'kemence'] },
  { name: 'setar' },
  { name: 'tar lute' },
  { name: 'dutar' },
  { name: 'dombra' },
  { name: 'morin khuur' },
  { name: 'jaw harp', aliases: ['jews harp', 'mouth harp', 'maultrommel'] },
  { name: 'sarangi', aliases: ['sarangis'] },
  { name: 'veena', aliases: ['veenas', 'vina'] },
  { name: 'bansuri', aliases: ['bansuris'] },
  { name: 'shehnai' },
  { name: 'mridangam' },
  { name: 'tanpura', aliases: ['tambura'] },
  { name: 'dholak', aliases: ['dholaks'] },
  { name: 'ghatam' },
  { name: 'esraj' },
  { name: 'dilruba' },
  { name: 'pipa', ordinary: true },
  { name: 'dizi' },
  { name: 'xiao flute', ordinary: true },
  { name: 'suona' },
  { name: 'sheng', ordinary: true },
  { name: 'yangqin' },
  { name: 'guqin' },
  { name: 'gayageum', aliases: ['kayagum'] },
  { name: 'geomungo' },
  { name: 'haegeum' },
  { name: 'janggu' },
  { name: 'daegeum' },
  { name: 'biwa' },
  { name: 'shakuhachi' },
  { name: 'taiko', aliases: ['taiko drums', 'taikos'] },
  { name: 'gong', aliases: ['gongs'], ordinary: true },
  { name: 'gamelan gongs' },
  { name: 'angklung' },
  { name: 'bonang' },
  { name: 'khaen' },
  { name: 'singing bowl', aliases: ['singing bowls', 'tibetan bowl', 'tibetan bowls'] },
  { name: 'rainstick', aliases: ['rain stick'] },
  { name: 'wind chime', aliases: ['wind chimes'] },
  { name: 'cymbal', aliases: ['cymbals', 'becken'] },
  { name: 'snare drum', aliases: ['snare drums', 'snare'], ordinary: true },
  { name: 'timpani', aliases: ['kettle drums', 'kettledrums', 'pauken'] },
  { name: 'hand drum', aliases: ['hand drums'] },
  { name: 'frame drum', aliases: ['frame drums'] },
  { name: 'music box', aliases: ['music boxes', 'spieluhr'] },
  { name: 'baritone guitar' },
  { name: 'slide guitar', aliases: ['slide guitars'] },
  { name: 'twelve-string guitar', aliases: ['12-string guitar', 'twelve string guitar', '12 string guitar'] },
  { name: 'classical guitar', aliases: ['classical guitars', 'konzertgitarre'] },
  { name: 'nylon guitar', aliases: ['nylon string guitar'] },
  { name: 'spanish guitar', aliases: ['spanish guitars'] },
  { name: 'resonator guitar', aliases: ['dobro', 'dobros'] },
  { name: 'fretless bass' },
  { name: 'synth bass', aliases: ['bass synth'] },
  { name: 'moog', aliases: ['moogs'] },
  { name: 'wurlitzer' },
  { name: 'electric piano', aliases: ['electric pianos', 'e-piano', 'e piano'] },
  { name: 'prepared piano' },
  { name: 'toy piano' },
  { name: 'talk box', aliases: ['talkbox'] },
  { name: 'vocoder', aliases: ['vocoders'] },
  { name: 'drum machine', aliases: ['drum machines', 'drumcomputer'] },
  { name: 'kazoo', aliases: ['kazoos'] },
  { name: 'washboard', aliases: ['washboards'] },
  { name: 'musical saw', aliases: ['singing saw'] },
  { name: 'glass harmonica', aliases: ['glass armonica'] },
  { name: 'wind instruments' },
  { name: 'woodwind', aliases: ['woodwinds', 'holzbläser'] },
  { name: 'ondes martenot' },
  { name: 'bombo', ordinary: true },
  { name: 'stylophone' },
  { name: 'autoharp', aliases: ['autoharps'] },
  { name: 'steel tongue drum', aliases: ['tongue drum'] },
];
