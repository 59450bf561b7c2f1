import type { Vocals } from '../../../shared/contracts/query.ts';
import { phrases } from './phrases.ts';

/** Phrases that state who sings, or that nobody does. `any` is the bare noun: negated, it means `none`. */
export const VOCAL_PHRASES: Readonly<Record<Vocals, readonly string[]>> = {
  none: phrases(`
    strumentale|strumentali|strumentalmente|brano strumentale|musica strumentale|solo strumentale|instru|instrumentalt|instrumentell|instrumentella
    instrumentalnie|enstrumantal|instrumentaali|instrumentaalinen|инструментал|инструментальное|инструментальная|инструментальный
    インスト|インストゥルメンタル|歌なし|歌なしの|歌なして|ボーカルなしの|ボーカルなして|ボーカルなし|ボーカル無し|歌詞なし|纯音乐|純音樂|无人声|器乐|연주곡|보컬 없는|가사 없는|без вокала|без слов|без голоса
    nobody on vocals|nobody on the mic|no one on vocals|no one on the mic|nobody is singing|singer free|singer-free|karaoke version|beats only|music only no words|sans chanteur|sin cantante|senza cantante|ohne sanger|zonder zanger
    instrumental|instrumentals|instrumentale|instrumentaler|instrumentales|instrumentaux|instrumentals only
    instrumentali|instrumentais|instrumentaal|instrumentalna|instrumentalny|instrumentalne|instrumentally|voiceless
    wordless|instrumentalmusik|non-vocal|non vocal|nonvocal|vocal-free|vocal free|voice-free|lyricless|unsung
    vocalless|vocals off|vocals gone|voices gone|vocals muted|where nobody sings|nobody sings|nobody singing|no one sings|no one singing|nobody rapping
    singers can stay home|utan sang|uten sang|uden sang|uten vokal|utan vokaler|0 paroles|zero paroles|vokalsiz|sozsuz|ohne worte
  `),
  female: phrases(`
    vocals by women|vocals by a woman|vocals from women|vocals by ladies|vocals by girls
    woman singer|women singers|lady singer|girl singer|lady singers|girl singers|woman singing lead|woman voice|women voice|woman voices|lady voice|lady's voice|ladies voices|girl voice|girls voices|girl's voice|womans voice|womens voices|womens vocals|ladies vocals|lady vocals
    a lass on vocals|lass on vocals|lasses on vocals|a lass singing|lass singing|lasses singing|a lady on vocals|lady on vocals|ladies on vocals|girls on vocals|girl on vocals|chick on vocals|gal on vocals|gals on vocals
    a lady singing|lady singing|ladies singing|girls singing|gals singing|a gal singing|gal singing|females singing|a female singing|women sing|a woman sings|woman sings|where a woman sings|women are singing
    lass on the mic|lady on the mic|ladies on the mic|girl on the mic|girls on the mic|women on the mic|woman at the mic|woman up front|women up front|woman fronted|women fronted|woman-fronted|women-led|woman-led|girl-led|sung by ladies|sung by a lady|sung by girls|sung by a girl|sung by females|sung by a lass
    female lead singer|female lead vocals|female lead vocal|lead female|female crooner|female rap|female vocalists only|female voiced|female-voiced|femme vocals|diva vocals|mezzo|mezzo-soprano|contralto|female choir|female harmonies|women rapping|a woman rapping|femcee|femcees
    mulheres cantando|uma mulher cantando|mulher cantando|cantado por mulheres|cantados por mulheres|cantado por uma mulher|voz de mulher|vozes de mulheres|cantada por mulher|cantoras|voz femenino|mujeres cantando|una mujer cantando|cantado por mujeres|cantado por una mujer|cantados por mujeres|cantada por mujeres|cantantes femeninas|voces de mujer|voces de mujeres|canta una mujer|cante una mujer|canten mujeres
    cantato da donne|cantati da donne|cantata da donne|voci di donne|voci di donna|canta una donna|donna che canta|donne che cantano|cantante femminile|cantanti donne|cantautrice|cantautrici|voce femmina
    chante par des femmes|chantees par femmes|chantes par des femmes|chantes par une femme|des femmes qui chantent|une femme qui chante|une femme au chant|femme au chant|femmes au chant|voix de fille|chant de femme|interpretees par des femmes
    frau singt|eine frau singt|frauen singen|singende frauen|frau am mikro|frau am mikrofon|mit frau am gesang|weiblicher stimme gesungen|weibliche sanger|weiblichen stimmen|weibliche stimmen|weiblichem vokal|frauen am mikro|gesungen von frauen|sangerinnen gesungen
    vrouw zingt|een vrouw zingt|vrouwen zingen|vrouwen die zingen|een vrouw die zingt|gezongen door vrouwen|vrouwenstemmen|vrouwelijke stemmen|vrouwelijke zangers|zangeressen|vrouwelijke zanger
    kobieta spiewa|spiewa kobieta|kobiece glosy|kobiecymi glosami|kobiecym glosem|kobiety spiewaja|spiewane przez kobiety|zenski glos|zenskie wokale|kobiece wokale|damski glos
    kvinnlig sang|kvinnlig sangare|kvinnliga sangare|kvinnlig rost|kvinnorost|kvinnlig vokal|sangerska|sangerskor|kvinnelig vokal|kvinnelig sanger|kvinnelige vokalister|kvinnestemme|kvindelig vokal|kvindelig sanger|kvindelige sangere|kvindestemme|kvindelig sang|naislaulaja|naislaulajat|naisvokaali|kadin vokal|kadin sesi
    женский вокал|женским вокалом|женского вокала|женский голос|женским голосом|поет женщина|певица|певицы|女性ボーカル|女性ヴォーカル|女性歌手|女声|女聲|女歌手|여성 보컬|여자 보컬|여성보컬|여자 가수
    female vocals|female vocal|female vocalist|female vocalists|female singer|female singers|female voice
    female voices|female vox|female lead|female led|female-led|female fronted|female-fronted|female singing
    female mc|female rapper|female rappers|woman singing|women singing|a woman singing|sung by women|sung by a woman
    sung by a female|girl singing|women vocalists|woman vocalist|women singers|lady singer|lady singers|girl singer
    woman's voice|women's voices|female artists|female artist|female|woman on vocals|a woman on vocals
    women on vocals|a girl on vocals|women vocals|woman vocals|fem vox|fem vocals|chick singing|songstress|soprano
    female only vocals|woman on the mic|female sung|female-sung|weiblicher gesang|weibliche stimme|weiblicher stimme
    weiblichem gesang|weiblichen vocals|weibliche vocals|frauenstimme|frauenstimmen|frauengesang|sangerin
    sangerinnen|voix feminine|voix feminines|voix de femme|voix de femmes|chanteuse|chanteuses|chant feminin
    voz femenina|voces femeninas|voz de mujer|cantante femenina|mujer cantando|voce femminile|voci femminili
    voce di donna|cantata da una donna|cantate da una donna|cantato da una donna|cantati da una donna|cantate da donne
    cantadas por una mujer|cantada por una mujer|cantadas por mujeres|chantee par une femme|chantees par une femme
    chante par une femme|chantees par des femmes|gesungen von einer frau|von einer frau gesungen|von frauen gesungen
    cantada por uma mulher|cantadas por mulheres|gezongen door een vrouw|cantante donna|voz feminina|vozes femininas|vocal feminino|vocais femininos|cantora
    vrouwelijke zang|vrouwenstem|vrouwelijke stem|vrouwelijke vocals|zangeres|kobiecy wokal|kobiecym wokalem
    damski wokal|zenski wokal|damskim wokalem|zenskim wokalem|kobiecy glos|wokalistka|wokalistki|wokal zenski
    wokal damski
  `),
  male: phrases(`
    vocals by men|vocals by a man|vocals from men|vocals by guys
    man singer|guy singer|bloke singer|guy singers|man voice|male voiced|male-voiced|lad singing|lads singing|a lad singing|guys singing|blokes singing|dudes singing|gents singing|a gent singing|fella singing|fellas singing|boys singing|males singing|a man sings|man sings|where a man sings|men sing|men are singing|a guy sings
    a lad on vocals|lad on vocals|lads on vocals|bloke on vocals|blokes on vocals|guy on vocals|guys on vocals|dude on vocals|fella on vocals|boys on vocals|man on the mic|men on the mic|guy on the mic|guys on the mic|bloke on the mic|man up front|men up front|sung by guys|sung by a guy|sung by lads|sung by a lad|sung by a bloke|sung by males|guy vocals|guys vocals
    male lead singer|male lead vocals|male lead vocal|lead male|male choir|male harmonies|crooner vocals|tenor voice|bass-baritone|men rapping|a man rapping|mens vocals|mens voices|man vocals|man vocalist|male vocalists only
    hombres cantando|un hombre cantando|cantado por hombres|cantada por hombres|cantadas por hombres|cantado por un hombre|cantada por un hombre|voces de hombre|voces de hombres|canta un hombre|cantantes masculinos|cantante masculino
    homens cantando|um homem cantando|cantado por homens|cantadas por homens|cantado por um homem|cantada por um homem|voz de homem|vozes de homens|cantores
    cantato da uomini|cantato da un uomo|cantata da un uomo|cantate da un uomo|cantati da uomini|voce da uomo|voci di uomini|uomini che cantano|un uomo che canta|canta un uomo|cantante uomo|cantante maschile
    chante par un homme|chantee par un homme|chantees par des hommes|chante par des hommes|un homme qui chante|des hommes qui chantent|homme au chant|un homme au chant|voix d'hommes
    mann singt|ein mann singt|manner singen|mann am mikro|gesungen von einem mann|von einem mann gesungen|von mannern gesungen|gesungen von mannern|mannliche sanger|mannlichen stimmen|mannliche stimmen|mannergesang|mannlicher stimme gesungen
    man zingt|een man zingt|mannen zingen|mannen die zingen|een man die zingt|gezongen door een man|gezongen door mannen|mannenstemmen|mannelijke stemmen|mannelijke zangers|mannelijke zanger
    mezczyzna spiewa|spiewa mezczyzna|meskie glosy|meskim glosem|meskie wokale|spiewane przez mezczyzn
    manlig sang|manlig sangare|manliga sangare|manlig rost|mansrost|manlig vokal|mannlig vokal|mannlig sanger|mannlige vokalister|mannsstemme|mandlig vokal|mandlig sanger|mandlige sangere|mandestemme|mieslaulaja|mieslaulajat|miesvokaali|erkek vokal|erkek sesi
    мужской вокал|мужским вокалом|мужского вокала|мужской голос|мужским голосом|поет мужчина|певец|男性ボーカル|男性ヴォーカル|男声|男聲|男歌手|男性歌手|남성 보컬|남자 보컬|남자 가수
    male vocals|male vocal|male vocalist|male vocalists|male singer|male singers|male voice|male voices|male vox
    male lead|male led|male-led|male fronted|male-fronted|male singing|male mc|male rapper|male rappers|man singing
    men singing|a man singing|sung by men|sung by a man|sung by a male|guy singing|bloke singing|man's voice
    men's voices|male artists|male artist|male|man on vocals|a man on vocals|men on vocals|a guy on vocals
    a bloke on vocals|men vocals|dude singing|baritone|male sung|male-sung|mannlicher gesang|mannliche stimme
    mannlicher stimme|mannlichem gesang|mannliche vocals|mannlichen vocals|mannerstimme|mannerstimmen|sanger
    voix masculine|voix masculines|voix d'homme|chanteur|chanteurs|chant masculin|voz masculina|voces masculinas
    voz de hombre|voce maschile|voci maschili|voce di uomo|vozes masculinas|vocal masculino|vocais masculinos|cantor
    mannelijke zang|mannenstem|mannelijke stem|mannelijke vocals|zanger|meski wokal|meskim wokalem|meski glos
    wokalista|wokal meski
  `),
  any: phrases(`
    vokal|vokalen|vocals|vox|lyrics|lyric|singing|sung|singer|singers|vocalist|vocalists|voice|voices|words|rapping|vocal|gesang
    stimme|stimmen|text|texte|worte|gesungen|voix|paroles|chant|voz|voces|letra|letras|vocales|canto|voce|voci
    parole|testo|testi|cantato|vozes|vocais|zang|stem|stemmen|tekst|gezongen|wokal|wokalu|wokalem|wokale|wokali
    slowa|spiewu|spiew|glosu|tekstu
  `),
};
