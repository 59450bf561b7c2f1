import { wordSet } from './phrases.ts';

/**
 * Words that show that something is not wanted, wherever they stand in a part of the sentence. They make nothing
 * unwanted by themselves: a thing beside one of them is not taken for wanted.
 */
export const REFUSAL_SIGNS: ReadonlySet<string> = wordSet(`
  no not nope nah never nor neither none nobody nothing nowhere nt without cant cannot wont dont doesnt didnt isnt arent
  wasnt werent aint couldnt wouldnt shouldnt mustnt neednt hasnt havent hardly barely
  off away out enough hate hates hated hating loathe dread dislike dislikes resent resents despise despises
  tired bored sick fed overdose overdosed overplayed overrated exhausted weary done through finished finito over
  ban bans banned banning banish forbid forbids forbidden veto vetoed outlawed prohibited refuse refuses refused reject
  skip skips avoid avoids except excepted excepting exception exclude excluded excl exclusion minus spare leave leaves
  remove removed retire swap drop shun ditch scrap bin dump lose banishes yeet shelve purge
  allergic allergy hives rash migraine migraines headache headaches nausea nauseous vomit puke seasick flashbacks
  nightmare nightmares creeps cringe cringes trauma phobia
  bad worse worst awful terrible horrible dreadful ghastly rubbish garbage trash crap boring annoying unbearable
  insufferable torture useless pointless problem enemy hatred weakness
  kills ruins ruin ruined destroys spoils scares scare hurts hurt bores annoys irritates grates drains depresses empties
  emptied cleared clears booed boo complain complains complained complaints fired sacked sleepy asleep cry cries scream
  leaving quit quits bolt goodbye bye
  dare sneak sneaks stop stops
  kein keine keinen keiner keinem nicht nichts nix nie niemals niemand ohne weg raus genug satt schluss verboten hass
  hasse hasst nervt nerven hausverbot weglassen ausser verschon verschone verschont erspar erspart schnauze nase knicken
  ausschlag bloss ned net schlimm furchtbar schrecklich
  pas jamais rien sans aucun aucune sauf assez marre plus trop ras interdit interdite bannir exclure deteste hais
  horreur allergique insupportable hormis epargnez epargne stop
  nada nunca jamas tampoco ningun ninguna ninguno sin fuera basta harto harta hartos odio detesto prohibido prohibida
  excepto salvo menos tanpoco cero alergia alergico alergica chifla narices quitame quita ahorrame ahorrarme repite
  asco aborrezco
  niente mai nessun nessuna senza tranne basta stufo stufa vietato vietata odia risparmi risparmia risparmiatemi
  escluso esclusa lasciamo fastidio schifo
  nao sem jamais nenhum nenhuma chega cansei farto farta enjoei odeio proibido proibida exceto poupe poupa nem tira
  geen niet niks niets nooit zonder behalve genoeg zat beu hekel haat verboden jeuk thuis
  nie bez zadnych zadnego zadnej zaden nigdy dosc dosyc nienawidze odpada precz oprocz poza zakaz byle
  inte inga ingen inget aldrig utan utom slipper slippa trott hatar ikke aldri uten unntatt hater lei spar dodtraet
  uden undtagen undtaget hader nej nei traet
  degil yok hayir istemiyorum istemem olmasin haric sakin biktim sikildim sevmiyorum nefret
  не нет без никакого никаких никакой никогда кроме ненавижу надоел надоела надоело хватит
  👎 ❌ 🚫 ⛔ ✖ 🙅 🤮 🤢
`);
