import { phrases, wordSet } from './phrases.ts';

/**
 * Words that show that something is not wanted, wherever they stand in a part of the sentence that asks for nothing.
 * What is named beside one is refused, or at least not taken for wanted.
 */
export const REFUSAL_SIGNS: ReadonlySet<string> = wordSet(`
  no not nope nah never nor neither none nobody nothing nowhere nt without cant cannot wont dont doesnt didnt isnt arent
  wasnt werent aint couldnt wouldnt shouldnt mustnt neednt hasnt havent hardly barely
  enough hate hates hated hating hatred loathe loathes detest dread dislike dislikes resent resents despise despises
  overdose overdosed overplayed overrated fed finito
  barred dealbreaker dealbreakers banishes banished unwelcome unwanted intolerable repulsive repulses disgusts disgusting sickens nauseates
  nae nane dinnae dinna cannae canna willnae nahi nahin mat ayoko ayaw huwag jangan tanpa walang fara
  ban bans banned banning banish forbid forbids forbidden veto vetoed outlawed prohibited refuse refuses refused reject
  skip skips avoid avoids except excepted excepting exception exclude excluded excl exclusion minus spare
  remove removed retire swap shun ditch scrap bin dump yeet shelve purge scare
  allergic allergy hives rash migraine migraines headache headaches nausea nauseous vomit puke seasick flashbacks
  nightmare nightmares creeps cringe trauma phobia
  worst awful terrible horrible dreadful ghastly rubbish garbage trash boring annoying unbearable
  insufferable torture useless pointless enemy
  kills ruins ruin ruined destroys spoils scares hurts bores annoys irritates grates drains depresses empties emptied
  booed boo complain complains complained complaints fired sacked bolt sneak sneaks dare
  kein keine keinen keiner keinem nicht nichts nix nie niemals niemand ohne genug satt verboten hass
  hasse hasst nervt nerven hausverbot weglassen ausser verschon verschone verschont erspar erspart schnauze nase knicken
  ausschlag ned net furchtbar schrecklich
  pas jamais sans aucun aucune sauf assez marre ras interdit interdite bannir exclure deteste hais
  horreur allergique insupportable hormis epargnez epargne
  nada nunca jamas tampoco ningun ninguna ninguno fuera basta harto harta hartos odio detesto prohibido prohibida
  excepto salvo cero alergia alergico alergica chifla narices quitame ahorrame ahorrarme repite
  asco aborrezco
  niente mai nessun nessuna senza tranne stufo stufa vietato vietata odia risparmi risparmia risparmiatemi
  escluso esclusa lasciamo fastidio schifo
  nao sem nenhum nenhuma chega cansei farto farta enjoei odeio proibido proibida exceto poupe poupa nem
  geen niet niks niets nooit zonder behalve genoeg zat beu hekel haat jeuk
  bez zadnych zadnego zadnej zaden nigdy dosc dosyc nienawidze odpada precz oprocz poza zakaz byle
  inte inga ingen inget aldrig utan utom slipper slippa trott hatar ikke aldri uten unntatt hater lei spar dodtraet
  uden undtagen undtaget hader nei traet
  degil yok hayir istemiyorum istemem olmasin haric sakin biktim sikildim sevmiyorum nefret
  не нет без никакого никаких никакой никогда кроме ненавижу надоел надоела надоело хватит
  👎 ❌ 🚫 ⛔ ✖ 🙅 🤮 🤢
`);

/** The same, but only where nothing is asked for and the word is said of the thing itself: "trap is over", "emo out". */
export const WEAK_SIGNS: ReadonlySet<string> = wordSet(`
  off out away gone leave leaves leaving left done through finished over tired bored sick weary exhausted worn bad worse
  problem weakness sleepy asleep cry cries scream quit quits goodbye bye stop stops drop lose hurt scared crap cleared
  clears minor afraid suffer suffered moved competitor again against missing weg raus later spater straks pozniej senere
  schluss bloss schlimm mude thuis stop rien trop
`);

/** What is threatened with when a thing is heard: "play X and [you pay]". */
export const MENACES: ReadonlySet<string> = wordSet(`
  pay pays police cops lawyer sue suing therapy therapist divorce divorcing divorced leave leaving leaves walk walking quit quitting out off gone
  jump jumping scream screaming cry crying die dead kill kills killing murder riot unplug unplugging smash smashing fire fired sack bin happens
  over finished done window exit door home ears bleed bleeding no wont cant refund
  uninstall uninstalling unsubscribe cancel cancelling mute deaf mad insane regret sorry trouble hospital fight
  lose suffer perish face risk customer customers consequences hide hiding remote moving throw throwing calling resign resigning faint fainting vomit puke evict eviction earplugs
  weg schluss polizei
`);
/** What is well: it threatens with nothing. */
export const PLEASANT: ReadonlySet<string> = wordSet(`
  happy love loved dance dancing good great fine golden sorted set ready glad grateful thank thanks buy tip beer drink pint drinks
  smile smiling sing singing enjoy enjoying perfect legend star best hero married made make day start begin can eat complain mind
  floor dancefloor crowd audience wild bananas loves pleased delighted thrilled there in night life party king queen angel win wins owe kiss forgive tipping
  stars star give gift hug cake cookies forever yours sold grand roof bring beers wine join help
`);

/** Small words that stand for what was named before. */
export const ANAPHORS: ReadonlySet<string> = wordSet(`
  it them those that these this him her he she they neither none either any both theirs its without thing again
  die das es ihn ihm davon damit denen dessen diese dieses diesen
  ca cela eux elle lui celui celle ceux y en autre
  eso esos esas esa ese ella el ellos ellas aquello ninguno ninguna
  quello quelli quella lei lui essi loro questo
  isso esse essa esses ela ele deles disso
  hem haar hen dat die deze ermee
  to tego tym jego jej
  det han hun
  onu bunu onlari
`);
/** Of more than one. */
export const PLURALS: ReadonlySet<string> = wordSet(
  'them those these neither none both they ninguno ninguna esos esas',
);

/** All that is said, behind the thing: it is not for now. */
export const VERDICTS: readonly string[] = phrases(`
  keep it that way|lets keep it that way|keep it so|ive had my share|had my share|ive had my fill|had my fill|ive had plenty|ive had enough|weve had enough|we have enough|i have enough|had enough
  no|nope|nah|never|not again please|never happens|never ever|never again|not again|not today|not now|not tonight|not here|not this time|not anymore
  not any more|not yet|not on my shift|not on my watch|not for me|no way|no chance|no thanks|no thank you|oh no|hell no
  absolutely not|definitely not|certainly not|please no|please not|not please|mate no|no more|no longer|not really
  not in here|not in my car|not in my house|over my dead body|enough said|been there|used to|once|its over|its a no
  anything but that|anything but those|anything but them|anything but this|anything but him|anything but her|anything but it
  thats a no|is no|hard pass|pass|piss off|get lost|go away|dont go there|please dont|just dont|so dont|dont|i dont
  i certainly dont|i cant|i cant any more|i cant anymore|do not repeat that|but no|just no|so no|and no
  nein|nein danke|nie|nie wieder|niemals|nicht|nicht heute|heute nicht|bitte nicht|lieber nicht|auf keinen fall
  heit ned|jetzt nicht|hier nicht|um gottes willen nicht
  non|non merci|jamais|plus jamais|surtout pas|pas question|hors de question|pas aujourd'hui|pas ce soir|pas maintenant
  no gracias|ni hablar|ni de broma|ni loco|ni en pedo|de ninguna manera|nunca mas|hoy no|ahora no|esos no|eso no|esas no
  no se repite|ni pensarlo|para nada
  no grazie|meglio di no|mai piu|oggi no|oggi proprio no|per carita|per favore no|anche no
  nao|nao obrigado|nem pensar|de jeito nenhum|hoje nao|agora nao|nunca mais|esses nao
  nee|nee bedankt|niet|nooit|nooit meer|liever niet|vandaag niet|vandaag even niet|niet vandaag|absoluut niet
  al helemaal niet
  nie dzieki|nigdy|nigdy wiecej|nie dzis|dzis nie|tylko nie
  nej|nej tack|nej tak|nei|nei takk|aldrig|aldri|inte idag|ikke i dag|absolut inte
  hayir|yok|olmaz|istemem|bugun degil|asla
  нет|никогда|только не|не надо|хватит
`);
