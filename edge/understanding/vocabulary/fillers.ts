import { PLAIN_GREETINGS } from './greetings.ts';

/** Words that carry no wish of their own, in the languages that are read: they neither count for nor against. */
export const FILLERS: readonly string[] = [
  ...PLAIN_GREETINGS,
  ...`'s celle celles a an the this that these those it its it's i me my mine we us our ours you your yours he him his she her hers they them their one ones
  is are was were be been being am do does did done doing have has had having will would can could should shall may might must ought
  im ive id ill youre youve youd well were weve theyre thats whats lets let theres heres hes shes isnt arent dont doesnt didnt wont cant couldnt wouldnt shouldnt
  and or but so then than as if because since while when where who whom which what how why whether though although
  of to in on at by for from with into onto out up down off over about through during per via within toward towards between among
  not no nor too very really quite pretty rather just only also even still yet again ever never always maybe perhaps possibly probably basically literally actually honestly
  please pls plz thanks thank cheers ta thx hi hiya hey hello yo oi ok okay yeah yep yes sure right alright well oh ah um uh hmm lol haha omg tbh imo btw asap
  mate bro bruv fam dude man guys folks lads dear sir buddy pal innit like kind kinda sort sorta bit lot lots little few couple some any all every each both either neither most more less much many other others another same such
  here there now today tonight tomorrow later soon anyway anyways else instead together anymore something anything everything nothing stuff thing things someone somebody anyone everyone everybody kinds types type style styles
  want wanna need gonna gotta going go get got give gimme make makes made take put play find show see look looking hear listen listening know think feel feels feeling love loves like likes prefer fancy mean means said say try trying help come keep
  good great nice cool best better perfect favourite favorite right proper real big full whole long short first last next own feeling mood sounding sounds sound sounded featuring featured including include includes contain containing having plays playing played start end ending somewhere around
  sung similar finest greatest summat owt nowt analyse analyze whatsoever people guests friends coming app fan fans yes yep
  dem dat da sumn summat sum ting tings ur u r n ya yall wit wid bout cuz cos coz tho thru til till em deffo defo hella helluva
  released release releases recorded made came year years month months week weeks time times day days released-in era decade decades ago
  xx xxx xoxo xo
  bpm tempo key keys range ranging level levels speed song songs music vocals
  every least without within mainly mostly purely strictly exactly possible available needed required`.split(/\s+/),
  ...`der die das den dem des ein eine einen einem einer eines und oder aber fur mit auf aus bei beim von vom zu zum zur im in am an ist sind war es ich mir mich mein meine meinen wir uns unser du dir ihr sie er man etwas was wie so sehr auch noch mal nur bitte danke hallo gern gerne heute jetzt viel viele alle als wenn dass doch mehr schon uber unter bis ab nach vor ohne moglichst irgendwas bisschen paar hatte mochte will brauche suche spiel gib ja nein habe hab kannst konntest mal ne nen n musste soll sollte jahre jahren jahr`.split(
    /\s+/,
  ),
  ...`le la les l un une des du de d au aux et ou mais pour avec dans sur par en est sont c ce cet cette ces je j me m moi mon ma mes nous on tu te ton ta tes vous il elle ils elles qui que qu quoi quelque chose tres plus moins bien peu aussi juste bonjour salut merci oui non ne n s se si style genre veux voudrais cherche mets annees annee`.split(
    /\s+/,
  ),
  ...`el la los las lo un una unos unas de del al y o u pero para por con en sin es son yo me mi mis nos tu te ti su sus que algo muy mas menos bien tambien solo hola gracias por favor si quiero busco pon como este esta esto ese esa para'l ano anos`.split(
    /\s+/,
  ),
  ...`il lo la i gli le un uno una di del dello della dei degli delle a al alla ai e ed o ma per con in su nel nella sul da dal dalla che chi mi mio mia ci noi tu ti qualcosa qualche molto piu meno bene anche solo ciao grazie favore si vorrei cerco voglio anni anno`.split(
    /\s+/,
  ),
  ...`o os as um uma uns umas de do da dos das no na nos nas ao aos e ou mas para pra por com em que eu me meu minha nos tu voce algo alguma algum muito mais menos bem tambem so ola obrigado obrigada sim quero ano anos`.split(
    /\s+/,
  ),
  ...`de het een en of maar voor met op in uit bij van te om is zijn ik mij me mijn wij ons je jij jouw wat iets heel erg ook nog alleen hallo graag bedankt ja nee wil zoek wel die dat dit jaren jaar muziekje`.split(
    /\s+/,
  ),
  ...`что то нибудь мне и для под с в на kindly пожалуйста хочу немного включи поставь дай мне только лишь но или какой какую чтобы песни песен музыка музыку музыки`.split(
    ' ',
  ),
  ...`の が を に で と は も な へ 用 お願い お願いします ください 聴きたい 聞きたい`.split(' '),
  ...`biraz bir icin ile ve bana lutfen cok olan gibi ama sadece istiyorum calar misin muzik muzigi hadi`.split(' '),
  ...`i a o w we z ze na do od dla po przy za u to jest sa ja mi mnie moj moja my nam cos bardzo tez tylko prosze dzieki czesc tak nie chce szukam jakies jakis jakas ktore lata lat rok`.split(
    /\s+/,
  ),
];
