import { phrases, wordSet } from './phrases.ts';

/** What tells a plain wish from something that is only said of a thing. */

/** From these on a sentence says something else. */
export const CONTRASTS: ReadonlySet<string> = wordSet(`
  but aber jedoch sondern mais pero ma mas maar ale aunque porem however yet men ama fakat though although whereas while where
  donde onde dove waar wahrend obwohl tandis mientras mentre enquanto terwijl
`);

/** Commands that may follow without a sign. */
export const WISH_VERBS: ReadonlySet<string> = wordSet(`
  gimme mets mettez joue jouez passez pon ponme poneme toca toque tocame spiel spiele mach gib metti mettimi suona bota
  manda speel draai zet pusc wlacz zagraj spill spela spil laita cal ac
`);

/** Said of a thing that is welcome: "jazz is fine though", "Nu disco otherwise", "Deep House wäre recht". */
export const APPROVALS: ReadonlySet<string> = wordSet(`
  yes yeah yep yup yay sure fine okay ok okey lovely grand great perfect welcome gladly good nice ideal allowed encouraged
  approved preferred acceptable cool brilliant wonderful fantastic instead otherwise please pls plz thanks cheers always
  definitely absolutely certainly forever finest top best favourite plenty front heavy favorite tolerate heaven bliss life
  ja jawohl gern gerne lieber recht schon okay passt super geht erlaubt klar prima stattdessen bitte sonst ansonsten
  vielleicht dagegen doch
  oui ok volontiers parfait bienvenu bienvenue plutot sinon bonheur svp stp merci enfin
  vale dale bien claro perfecto bienvenido bienvenida mejor porfa porfavor gracias ahora venga siempre puro pura
  bene va volentieri perfetto meglio piuttosto invece dai grazie
  sim pode podem claro liberado liberada melhor pfv obrigado obrigada bora
  graag wel prima goed liever mag mogen tof lekker dan
  tak chetnie moze jasne lepiej wole dobrze
  hellere gjerne garna heller istallet stedet stedetfor takk tack tak
  evet olsun olur lutfen tamam
  да давай лучше
`);

/** Behind what is wanted these open where, when or why: no part of what is said of it. */
export const ADJUNCT_OPENERS: ReadonlySet<string> = wordSet(`
  for to at in on from while during when before after until till since because as through around with by of where that
  which who so over
  fur zum zur beim bei im am aus mit wahrend wenn als vor nach bis weil um von die der das den
  pour pendant quand a au aux en chez dans avec de du qui ou
  para por cuando mientras durante al con que pa pra pro quando enquanto na no nas nos com
  per mentre alla al nel nella con che da
  voor om bij tijdens terwijl in op met uit naar die
  do dla podczas przy na z ze w
  til til for till som med fra fran fra
`);

/** Told of another time: what one heard, and not what one wants. */
export const PAST_WORDS: ReadonlySet<string> = wordSet(`
  had used was were did played sang grew gave got went wore lasted heard liked loved put kept seen saw been asked
  yesterday last ago once lately recently before already again previous earlier
  gespielt gehort hatte hatten gehabt lief liefen kam gestern letzte letzten letztes vorganger
  passe hier avant dernier derniere avait etait
  puso pusieron tuve tuvimos ayer anoche pasado pasada sono oi
  ieri scorso scorsa sentito messo
  ontem passado passada tocou ouvi deu
  gisteren gehad gehoord vorige gespeeld
  wczoraj ostatnio gral grali slyszalem
  igar igaar hort horte
  dun gecen caldi
`);

/** At the start of a part these tell of what happens when a thing is heard. */
export const CONDITIONS: readonly string[] = phrases(`
  if|when|whenever|the moment|the minute|the second|the instant|as soon as|every time|each time|any time|anytime|once|should
  in case|wenn|sobald|falls|immer wenn|jedes mal wenn|si|quand|des que|chaque fois que|a chaque fois que|cuando|en cuanto
  cada vez que|apenas|se|quando|appena|ogni volta che|assim que|toda vez que|sempre que|als er|als ik|als je|als we|als ze|als het|als iemand|zodra|elke keer als|telkens als
  jak|jesli|jezeli|gdy|kiedy|nar|om|hvis|eger
`);
