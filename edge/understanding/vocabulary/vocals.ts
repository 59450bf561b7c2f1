import type { Vocals } from '../../../shared/contracts/query.ts';
import { phrases } from './phrases.ts';

/** Phrases that state who sings, or that nobody does. `any` is the bare noun: negated, it means `none`. */
export const VOCAL_PHRASES: Readonly<Record<Vocals, readonly string[]>> = {
  none: phrases(`
    instrumental|instrumentals|instrumentale|instrumentaler|instrumentales|instrumentaux|instrumentals only
    instrumentali|instrumentais|instrumentaal|instrumentalna|instrumentalny|instrumentalne|instrumentally|voiceless
    wordless|instrumentalmusik|non-vocal|non vocal|nonvocal|vocal-free|vocal free|voice-free|lyricless|unsung
    vocalless|vocals off|vocals gone|voices gone|vocals muted|where nobody sings|nobody sings|nobody singing|no one sings|no one singing|nobody rapping
    singers can stay home|utan sang|uten sang|uden sang|uten vokal|utan vokaler|0 paroles|zero paroles|vokalsiz|sozsuz|ohne worte
  `),
  female: phrases(`
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
    vocals|vox|lyrics|lyric|singing|sung|singer|singers|vocalist|vocalists|voice|voices|words|rapping|vocal|gesang
    stimme|stimmen|text|texte|worte|gesungen|voix|paroles|chant|voz|voces|letra|letras|vocales|canto|voce|voci
    parole|testo|testi|cantato|vozes|vocais|zang|stem|stemmen|tekst|gezongen|wokal|wokalu|wokalem|wokale|wokali
    slowa|spiewu|spiew|glosu|tekstu
  `),
};
