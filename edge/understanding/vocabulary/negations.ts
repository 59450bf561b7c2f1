import { phrases, wordSet } from './phrases.ts';

/**
 * The words that refuse: before the thing, after it, around it; and those that only look so. Phrases in lower case
 * without accents; the longest that fits is taken.
 */

const GERUNDS = phrases(`
  giving|recommending|sending|suggesting|showing|feeding|serving|queueing|queuing|putting on|spinning|offering|adding
  listening to|pushing|throwing|picking|choosing|blasting
`);

/**
 * What turns the words after it into something unwanted. `list` ones go on over commas, `verb` ones
 * are of a sentence whose next part may well be a wish.
 */
export const NEGATORS: Readonly<Record<'single' | 'list' | 'verb', readonly string[]>> = {
  single: phrases(`
    no|not|non|ne|nae|nane o|nae mair|without|inget|ingen|inga|inte|utan|ikke|uten|uden|ilman|без|нет|не|никакого|никаких|никакой|кроме|wo|not a note of|not one note of|not a second of
    not one second of|as little|as few|rather silence than|rather nothing than|sooner silence than|lieber nichts als|so wenig|moglichst wenig|le moins de|el minimo de|not a bar of|not a beat of|not a note from|before|not a minute of|not a drop of|not an ounce of|not a whiff of|not a shred of|not another|w/o|w/out|without any|without the|without too much|minus|minus the|none of|none of your
    none of that|never again|never again any|never ever again|nothing|nothing too|nothing with|nothing like|nothing by|nothing from|never|nor|neither|zero
    weniger|minder|mniej|moins de|meno|lacking|devoid of|by no means|on no account|under no circumstances|no way|no trace of|no hint of|not one|not one bit of
    not a bit of|not a single|light on|go easy on|go easy on the|easy on the|ease off|ease off the|ease up on the|fewer
    bin the|scrap the|nope to|isnt|arent|aint|not too|not so|not very|not that|less|not much|free of|free from|hold the|lose the
    ditch the|drop the|no more|no more of|instead of|rather than|as opposed to|over|nowt|不要|不想听|不想要|不听|没有|別|别放|别来|除了|no bloody|not any|nah to
    cut the|kill the|not with|doesnt have|does not have|dont have|without being|that isnt|that is not|thats not
    that are not|that arent|which isnt|far from|anti|weder|kein|keine|keinen|keiner|keinerlei|keines|ohne|nicht|nichts|walang|tanpa|fara|χωρις|nul
    nichts mit|nie|nix|ned|sans|pas|pas de|pas trop|pas de la|pas du|aucun|aucune|rien|sin|ni|nem|ani|sin nada de|nada de|nada
    ningun|ninguna|tampoco|senza|niente|nessun|nessuna|nulla|sem|sem nada de|nao|nenhum|nenhuma|geen|zonder|niet
    niets|bez|zadnych|zadnego|zadnej|zaden|nie chce|nic|anstatt|statt|au lieu de|plutot que|en vez de|en lugar de
    invece di|em vez de|in plaats van|zamiast|ma non|ma niente|pero no|mas nao|aber nicht|mais pas|maar geen|ale bez
    ale nie
  `),
  list: phrases(`
    except|except for|excepting|excluding|exclude|with the exception of|with exception of|any genre but|any artist but|any band but|any singer but|any style but|any music but
    any song but|any songs but|any track but|any tracks but|all genres but|every genre but|all artists but|every artist but|anything, but|something, but not|none by|none from|none with|none featuring|anyone but|anybody but|everyone but|everybody but|anyone except
    everyone except|anybody except|everything but|all but|anything except|everything except|anything other than
    other than|apart from|aside from|besides|but not|avoid|avoiding|skip|skipping|skip the|omit|nix|nix the|mute
    refuse|refusing|reject|block|blocking|dodge|swerve|swerving|excludes|avoids|bin off|leave out|leaving out
    leave off|steer clear of|stay away from|keep away from|keep out|cut out|filter out|filter|barring|bar|save for
    excl|ban list|banned|blacklisted|block list|blocklist|bannir|exclua|excluir|excluye|excluya|excludi|escludi|wyklucz|verboten|haric|save
    protect me from|save me from|keep me away from|scrap|shelve|retire|boycott|veto|vetoed|forbid|forbids|banish|no end of trouble with
    finger weg von|weg met|hande weg von|bleib mir weg mit|komm mir nicht mit|kommt mir nicht mit|geh mir weg mit|schluss mit|genug von|alles bis auf|nur bitte kein
    fini le|fini la|fini les|stop au|stop aux|halte au|a bas|hors de question d'avoir|hors de question qu'il y ait|pas question de|plus jamais de|jamais de|zappe|vire|virez|laisse tomber
    fuera el|fuera la|fuera los|fuera las|cero|ni pizca de|ni gota de|ni un|ni una|nada contra|todo lo que no sea|lo que no sea|descarta|olvidate de
    basta con|mai piu|via il|via la|via i|guai a chi mette|lascia perdere|lasciate perdere|togli|togliete|vietato|vietata
    chega de|chega do|nem pensar em|so tira a|so tira o|tira a|tira o|proibido
    genoeg van|schrap|vergeet|niks tegen|niets tegen|afgezien van|uitgezonderd
    precz z|dosc|ani jednego|byle bez|zero|wywal|odpusc sobie
    slipper helst|slipp|ikke mere|inte mer|inget mer|absolut inte|bare ikke|bara inte|alt unntatt|alt bortset fra|bortset fra|bortsett fra|undtagen|forutom|allt utom|alt utom
    clear of|86 the|eighty six the|86 all|do not play list|you can keep|you can keep your|ye can keep|ye can keep yer|they can keep|they can keep their
    get rid of|getting rid of|no thanks to|ignore|remove|ban|please no|definitely not|certainly not
    anything thats not|anything that isnt|anything that is not|spare me|spare us|stay clear of|keep clear of
    unless its|unless it is|no place for|no room for|no need for|no love for|no to|say no to|ausser|alles ausser
    bloss kein|bloss keine|bloss keinen|auf keinen fall|sauf|tout sauf|a part|excepte|hormis|evite|eviter
    surtout pas|surtout pas de|excepto|salvo|menos|todo menos|cualquier cosa menos|evita|tranne|eccetto|tutto tranne
    a parte|escluso|exceto|tudo menos|fora|behalve|alles behalve|liever geen|oprocz|z wyjatkiem|wszystko oprocz|poza
    byle nie
  `),
  verb: [
    ...GERUNDS.flatMap((gerund) => [`stop ${gerund}`, `quit ${gerund}`, `enough of ${gerund}`]),
    ...phrases(`
    dinnae|dinna|cannae|canna|willnae|winnae|wouldnae|miss me with|miss me with that|miss me with the|not liking|not loving|not enjoying|not digging|not having
    ayoko ng|ayaw ko ng|ayaw ko sa|huwag|wag|jangan|jangan putar|tidak mau|gak mau|nie dla mnie
    dont|do not|doesnt|does not|didnt|did not|cant|cannot|can not|wont|will not|wouldnt|would not|shouldnt
    should not|mustnt|must not|couldnt|rather not|who invited|who invited the|who ordered the|never play|hate|i hate|hates|loathe|detest|dislike|dislikes
    despise|despises|not a fan of|not a big fan of|not a huge fan of|not the biggest fan of|no big fan of
    never been a fan of|done with|had it with|not into|not interested in|not keen on|sick of|im sick of|tired of
    fed up with|fed up of|bored of|bored with|allergic to|over it with|enough|enough of|had enough of
    not in the mood for|not up for|forget|forget about|no fan of|not listening to|far away from|away from
    not feeling|ich hasse|ich mag kein|ich mag keine|ich mag keinen|ich will kein|ich will keine|ich will keinen
    no me pongas|no me pongas a|no pongas|no pongas a|no me toques|no me des|no me recomiendes|ne mets pas|ne me mets pas
    ne joue pas|spiel mir kein|spiel kein|spiel keine|non mettere|non mettermi|nao toque|nao coloque|je deteste|je ne veux pas de|odio|no quiero|non voglio|nao quero|ik haat|nienawidze|stop playing|stop with
    stop with the|turn off the|switch off the|nobody likes|nobody here likes|no one likes|no one here likes
    has banned|have banned|nobody wants|no one wants|had my fill of|sick to death of|sick and tired of|tired to death of|bored to death of|blacklist
    change from|switch from|switching from|not looking for|im not after|i am not after|am not after|were not after|i dont care for|i do not care for|i dont care much for|never asked for|nobody asked for|no one asked for|didnt ask for|hard pass on|pass on
    pass on the|ill pass on|hold off on|hold off|lay off|quit|quit playing|quit with|quit it with|stop it with
    kick out|throw out|weed out|strip out|refrain from|refrain from playing|the opposite of|opposite of|moved on from|the last thing i need is|the last thing we need is|the last thing i want is|the last thing we want is|the last thing i want to hear is|the last thing anyone needs is|life is too short for|lifes too short for|life's too short for|too old for|too short for|no patience for|no stomach for|a moratorium on|moratorium on|a ban on|ban on|an embargo on|embargo on|a break from|a rest from|a holiday from|time off from|detox from|abstain from|a veto on|war on|it's me or|its me or|it is me or|either me or|done my time with|served my time with|pas envie de|pas envie d|pas envie du|genoeg|zero tolerance on|zero patience for|nobody had invented|nobody had ever invented|nobody ever invented|no one had invented|theyd never invented|they had never invented|wed never invented|keep your|keep yer|save your|stuff your|mutes|mutes the|switches off any|switches off every|switches off anything with|turns off anything with|skips anything with|mutes all|mute the|mute all|mute any|mute every
    through with|im through with|finished with|cant be doing with|cant abide|cant stomach|cant face|cant take|want nothing to do with|pet hate is|my one hatred is|hatred of
    not to say|which is not to say|that is not to say|not to be confused with|my pet peeve is|seasick from|sickened by|put off by|annoyed by|irritated by|exhausted by|worn out by|traumatised by
    fed up to the back teeth with|up to here with|sick to the back teeth of|done that with|ive done enough|heard enough of|heard enough|get enough of|get enough|more than enough
    quite enough|dont mess with|i dont mess with|dont do|we dont do|i dont do|dont fuck with|dont rate|dont dig|dont get on with|cant get on with|no use for
    have no use for|allow the|nobody got time for|aint nobody got time for|no tolerance for|zero tolerance for|lying if i said i liked
    die schnauze voll von|schnauze voll von|hab die schnauze voll von|die nase voll von|nase voll von|habe genug von|allergisch gegen|allergisch auf|ausschlag von
    verschon mich mit|verschont mich mit|verschone mich mit|verschont uns mit|erspar mir|erspart mir|erspar uns|erspart uns|verzichte auf|keine lust auf|kein bock auf|hasse|hasst
    ras le bol de|ras le bol du|ras le bol des|marre de|marre du|marre des|plein le dos de|assez de|assez du|epargnez moi|epargne moi|epargnez nous|allergique a|allergique au|allergique aux
    horreur de|horreur du|deteste|je hais|supporte pas|supporte plus|peux plus entendre|aime pas|peux oublier|pouvez oublier
    hasta las narices de|hasta el gorro de|hasta la coronilla de|hasta los huevos de|harto de|harta de|hartos de|cansado de|cansada de|paso de|paso del|ahorrame|ahorrarme|ahorradme|evitame|quitame|no soporto
    no aguanto|no trago|detesto|alergia a|alergia al|alergico a|alergica a|tuve bastante|basta de|ya basta de|me niego a oir|con tal de no oir a|no oir a
    stufo di|stufa di|stanco di|stanca di|non ne posso piu di|non sopporto|non reggo|allergico a|allergica a|risparmiami|risparmiateci|risparmiatemi|mi risparmi|ho abbastanza di
    me poupe de|me poupe da|me poupe do|poupe me de|cansei de|cansei do|cansei da|cansado de|farto de|farta de|enjoei de|enjoei do|nao aguento|nao suporto|odeio|alergia a
    zat van|moe van|jeuk van|krijg jeuk van|bespaar me|bespaar ons|hekel aan|kan niet tegen|allergisch voor|hou niet van
    mam dosc|mam dosyc|po dziurki w nosie|nie znosze|nie lubie|alergie na|uczulenie na|zeby nie bylo
    spar meg for|spar mig for|trott pa|led pa|less pa|dodtraet af|traet af|lei av|trott av|hatar|hater|hader
    outgrew|have outgrown|ive outgrown|grew out of|overdosed on|dont care for|do not care for|dont care much for
    dont much care for|doesnt care for|so over|im so over|were so over|the moment i hear|the second i hear|the minute i hear
    as soon as i hear|was never a fan of|never was a fan of|never been into|never liked|never loved|never enjoyed|never cared for|never got into|never been into|im over|i am over|were over|had it up to here with
    if i hear|if i hear one more|if i hear another|if i hear that|if i hear any|could do without|can do without|could live without
    can live without|rather do without|if i hear any more|if i have to hear|if i have to listen to|no desire for|no appetite for|no interest in|no time for
  `),
  ],
};

/** What becomes of a thing that nobody wants: "any trance gets skipped". */
const FATES = phrases(`
  skipped|an instant skip|an automatic skip|a skip|deleted|binned|muted|booed|blocked|banned|thrown out|turned off
  switched off|a thumbs down|the boot|the axe|the chop|the bin
`);

/** What a thing would be in a better world: "a world where dubstep was never invented". */
const ABSENCES = phrases(`
  never invented|never born|never a thing|absent|gone|gone forever|extinct|illegal|abolished|outlawed|never made|silent|missing from it
`);

const BANS = phrases(
  'illegal|outlawed|prohibited|a crime|abolished|against the law|punishable|cancelled|canceled|retired|a sin|extinct',
);

/** What makes the item right before it unwanted: "drum-free", "ballads excluded". */
export const NEGATORS_AFTER: readonly string[] = [
  ...['should be', 'ought to be', 'needs to be', 'is', 'are', 'has been', 'have been', 'got'].flatMap((verb) =>
    BANS.map((ban) => `${verb} ${ban}`),
  ),
  ...['was', 'were'].flatMap((verb) => ABSENCES.map((absence) => `${verb} ${absence}`)),
  ...['gets', 'get', 'will get', 'is getting', 'are getting'].flatMap((verb) => FATES.map((fate) => `${verb} ${fate}`)),
  ...['is', 'are', 'will be', 'thats'].flatMap((verb) => FATES.slice(0, 6).map((fate) => `${verb} ${fate}`)),
  ...phrases(`
    ca va cinq minutes|ca va 5 minutes|ca va deux minutes|fans can|fans may|fans should|lovers can|lovers may|is the last thing|are the last thing|would be the last thing|had never been born|had never been made|yok|had never been invented|had never happened|had never existed|never happened|never existed|didnt exist|did not exist|hadnt been invented|doesnt exist|dont exist|ceased to exist|no longer exists|no longer existed|went extinct|were to vanish|were to disappear|disappeared forever|would just disappear|would disappear|would vanish|would just vanish|would die out|would just go away|would go away|went away
    is a dealbreaker|are a dealbreaker|are dealbreakers|is a deal breaker|are a deal breaker|is barred|are barred|is banished|are banished|banished|barred|sends me to sleep|send me to sleep|puts me to sleep|put me to sleep|makes my head spin|make my head spin|makes my skin crawl|makes my ears bleed|turns my stomach|on my no fly list|is on my no fly list|are on my no fly list|on my blacklist|on the blacklist
    なし|なしの|なして|なしてお|抜き|抜きの|抜きて|以外|以外の|以外て|以外は|は除いて|を除いて|はいらない|はいりません|は嫌|은 빼고|는 빼고|빼고|을 빼고|를 빼고|없이|없는|은 제외|는 제외|제외하고|말고|은 싫어|는 싫어
    free|less|hard pass|absolutely not|definitely not|certainly not|is a big no|are a big no|is a hard no|are a hard no|is a definite no|is not what i want
    isnt what i want|are not what i want|arent what i want|not what i want|is not what im after|isnt what im after
    not what im after|doesnt do it for me|dont do it for me|does nothing for me|do nothing for me|gives me migraines
    give me migraines|gives me the creeps|makes me want to leave|makes me want to scream|makes me want to puke
    makes me want to cry|another time|some other time|stripped out|over my cold dead body|over my cold dead corpse|over my dead corpse|to yourself|to yourselves|to themselves|to himself|to herself|can wait|must go|has to go|needs to go|has got to go
    is overrated|are overrated|is trash|are trash|is garbage|are garbage|is boring|are boring|is annoying|are annoying
    excluded|excepted|removed|taken out|filtered out|left off|cut out|switched off|not included|aside|not allowed|isnt allowed|arent allowed|is not allowed|are not allowed|not permitted
    not wanted|not welcome|isnt welcome|is not welcome|not invited|banned|forbidden|is out|are out|is banned
    are banned|is forbidden|off limits|off the table|is off the table|are off the table|off the menu|is off the menu|are off the menu|is off limits|are off limits|out of the question|is out of the question
    left out|need not apply|neednt apply|can stay away|can stay at home|can do one|can get lost|is a no|are a no
    is a no no|is a no go|are a no go|a no go|makes me sick|make me sick|bores me|bore me|bores me to tears
    does my head in|do my head in|drives me mad|drives me crazy|drives me nuts|drive me mad|drive me crazy
    gives me a headache|give me a headache|gets on my nerves|get on my nerves|puts me off|annoys me|annoy me
    makes me cringe|make me cringe|leaves me cold|leave me cold|sucks|suck|stinks|is rubbish|is awful|is terrible
    is horrible|is the worst|is crap|are rubbish|are awful|are terrible|are the worst|not my thing|isnt my thing
    is not my thing|not for me|isnt for me|is not for me|isnt my cup of tea|is not my cup of tea|not my cup of tea
    oh no|is not ok|not ok|isnt ok|are not ok|is not okay|piss off|bugger off|go away|can go away|get lost|never gets played|stays in the drawer|stay home|can stay home|stays home|stays at home|stay at home|stay in the|stays in the|stay in its|stay in their|stays in their|stay in his|stay in her|stay outside|stays outside|stay away|stays away|stay out|stays out|may stay away|can stay at home
    mustnt happen|is where i draw the line|gives me hives|give me hives|gives me a rash|gives me a migraine|give me a migraine|gives me flashbacks|give me flashbacks|gives me nightmares
    gives me anxiety|gives me the ick|is the enemy|are the enemy|is bad for me|are bad for me|has no place here|has no business here|is not a thing|isnt a thing|can take the night off
    could take the night off|take the night off|strictly forbidden|is strictly forbidden|are strictly forbidden|ive no use for|i have no use for|can go in the bin
    kannste knicken|kannst du knicken|hat hausverbot|haben hausverbot|kommt mir nicht ins haus|kommt nicht in frage|bleibt draussen|bitte weglassen|weglassen|muss nicht sein|nervt|nerven|geht gar nicht
    hangt mir zum hals raus|bitte nicht|auf keinen fall
    on s'en passera|on s'en passe|je m'en passe|me sort par les yeux|me gonfle|me saoule|m'enerve|interdit|interdite|hors de question|tres peu pour moi|non merci|surtout pas
    que ni aparezca|ni aparezca|que no aparezca|ni hablar|ni de broma|ni en pedo|ni loco|prohibido|prohibida|me aburre|me da alergia|me pone enfermo|no gracias|ni en pintura
    ma anche no|meglio di no|nemmeno per sogno|vietato|vietata|mi annoia|mi da fastidio|per carita no|lasciamolo|lasciamola|no grazie
    de jeito nenhum|nem pensar|nem a pau|e que nao|proibido|proibida|ta proibido|ta fora|fica para outro dia|fica pra outro dia|fica de fora|nao obrigado
    al helemaal niet|helemaal niet|hoeft niet|hoeft van mij niet|liever niet|komt er niet in|hangt me de keel uit|nee bedankt
    odpada|odpadaja|nie wchodzi w gre|zakazany|zakazane
    nei takk|nej tak|nej tack|absolut inte|aldri i livet
    istemiyorum|istemiyoruz|istemem|olmasin|da olmasin|sakin olmasin|haric|disinda|degil|den biktim|dan biktim|biktim|sevmiyorum|calma
    can go to|can go home|has no business|have no business|has no place|have no place|we keep for|i keep for|we keep for when|we save for|is for another day|can stay in its case|stay in its case|stays in its case|doesnt count
    god, no|oh god, no|dear god, no|good god, no|lord no|hell no|hell nah|heck no|fuck no|please no|please god no|ew|eww|ew, no
    yuck|bleh|blech|no thx|no ty|no siree|never ever|not ever|not a chance|not in a million years|over my dead body
    no thanks|no thank you|nope|no way|no chance|verboten|nein danke|non merci|no gracias|no grazie|nao obrigado|nee bedankt
  `),
];

/** Phrases that hold a negation and ask for the thing all the same. */
export const NOT_NEGATIONS: readonly string[] = phrases(`
    can never have too much|never have too much|can never have too many|cant have too much|can never get too much|nothing fancy|nothing special|nothing crazy|no beef with|cant fault|cannot fault|nowt wrong with|no quarrel with|no issue with|no issues with|no problem with|aint that right|isnt that right|isnt that so|aint that so|isnt it|wasnt it|wasnt he|wasnt she|didnt he|didnt she|didnt they|isnt he|isnt she|no reason not to|no reason not to play|none other than|not averse to|not opposed to|no objection to|no objections to|dont object to|wouldnt object to|not unhappy with
    dont be shy with|dont be shy about|dont be shy on|dont be stingy with|dont be mean with|dont spare the|dont scrimp on|dont go easy on|no me canso de|nunca me canso de|non mi stanco mai di|nao me canso de|je ne me lasse pas de
    niet genoeg|nooit genoeg|geen genoeg|kan geen genoeg krijgen van
    dont just want|dont only want|dont just like|dont only like|dont just love|dont only love|dont just listen to|never hurt nobody|never hurt anyone|never hurt anybody|never goes amiss|never go amiss|cant hurt|couldnt hurt|wont hurt|wouldnt hurt|doesnt hurt|never disappoints|never disappoint|never gets old|never get old|never gets boring|never lets me down|never go wrong with|can never go wrong with|cant ever go wrong with
    if it aint|not unlike
    cant sleep|couldnt sleep|cant get to sleep|cant focus|cant concentrate|cant relax|cant decide|cant choose|cant think|cant help
    mad to leave out|mad to skip|crazy to leave out|crazy to skip|crime to leave out|shame to skip|cant not|cannot not|doesnt matter|dont matter|doesnt matter who
    dont listen to anything else|dont want anything else|nothing i like better|nothing i like more|nothing i love more|nothing better than|no secret|didnt forbid|not against|im not against
    nothing less than|could refuse|who could refuse|can resist|who could resist|ever left|never complain|hear me complain|no complaints|no complaints about|isnt over until|isnt over till|not over until
    nothing but|non stop|non-stop|nonstop|no nonsense|no frills|no fuss|no messing|nothing except|nothing other than
    none but|no other than|nothing that isnt|nothing that is not|nothing thats not|nothing that aint
    nothing which isnt|nothing which is not|dont play anything that isnt|dont play anything that is not
    dont play anything but|dont give me anything but|dont want anything but|dont want anything except
    dont want anything other than|do not want anything but|dont want anything that isnt|dont play me anything but
    dont play anything except|dont play anything other than|dont want to hear anything but
    wont listen to anything but|cant listen to anything but|dont listen to anything but|dont need anything but
    not without|never without|not not|if it isnt|if it is not|if its not|anything as long as its|not only|not just
    no matter|no doubt|why not|cant go wrong with|cant beat|dont mind|dont mind if|i dont mind|not bad|no problem
    no worries|no idea|not sure|im not sure|dont care|i dont care|no preference|whether or not|or not|wouldnt mind
    would not mind|not fussed|not fussy|no rush|cant wait|dont stop|not long|no cap|no joke
    no pressure|dont know|dont mind me|cant remember|dont remember|i dont know|dunno|no less|nichts ausser|nur
    rien que|rien que du|rien que de la|nada mas que|solo|nient altro che|niets anders dan|tylko
  `);

/** Complaints that there is none of a thing, or never enough: they ask for it. */
export const COMPLAINTS: readonly string[] = phrases(`
    who says you cant|who says we cant|who says i cant|who said you cant|what, no|if there isnt|if there isnt any|if there isnt a|lying if i said i didnt
    lying if i said i dont|stop hiding|stop hiding the|far too little|too little|way too little|on the contrary|leaving before|not leaving until|not leaving before
    why is there no|why is there never any|why are there no|why isnt there any|why arent there any
    why isnt there more|why is there not more|why no|why is it never|how come there is no|how come theres no
    how come there are no|how come no|why have you no|why dont you have|why dont you have any|why do you have no
    why dont you play|why dont you ever play|why do you never play|you never play|you never play any|you have no
    youve got no|you dont have any|there is never any|theres never any|theres never enough|not enough|never enough
    nobody here plays|no one here plays|nobody has played|no one has played|nobody has ever played|nobody puts on|no one puts on|nobody spins|no one spins|nobody plays|no one plays|nobody ever plays|no one ever plays|nobody plays any|i have no|i havent got any
    i dont have any|i dont have enough|we have no|i got no|ive got no|ive no|weve got no|my playlist has no
    this playlist has no|my library has no|my set has no|playlist has no|we ran out of|i ran out of|ran out of
    run out of|running out of|cant find|cannot find|couldnt find|cant seem to find|cant find any|dont hear
    dont hear enough|havent got any|playlist doesnt have|set doesnt have|library doesnt have|app doesnt have
    radio doesnt play|never plays|never get to hear|dont forget|dont forget the|never forget|dont skimp on
    dont hold back on|didnt hear|who doesnt love|who doesnt like|who does not love|who doesnt want|who wouldnt love
    who wouldnt want|never heard|never tried|never listened to|havent tried|is there no|are there no
    is there never any|why is there never|without a doubt|without doubt|without further ado|without fail
    no such thing as|nothing wrong with|never too late for|not too late for|less chat|less talk|less talking|skip to
    skip to the|skip ahead to|cut to|cut to the|day goes by without|goes by without|complete without|party without
    life without|world without|never goes wrong with|never fails|cant get enough|cant get enough of
    cant live without|cant sleep without|cant focus without|cant concentrate without|cant relax without|couldnt do without
    wouldnt be the same without|isnt the same without|not the same without|incomplete without|nothing without|could not live without|couldnt live without|cannot live without|cant do without|nothing beats
    is missing|missing|lack of|there isnt any|there isnt enough|there arent any|there arent enough|never hear any
    never hear|i never hear|i never hear any|hardly any|still no|where is all the|what happened to|not had any
    havent heard any|havent heard enough|warum gibt es kein|warum gibt es keine|warum gibt es keinen|warum kein
    warum keine|warum lauft kein|warum lauft keine|warum lauft nie|pourquoi pas de|pourquoi il n'y a pas de
    pourquoi n'y a t il pas de|por que no hay|porque no hay|perche non c e|perche manca|perche non c'e
    por que nao tem|por que nao ha|porque nao tem|waarom is er geen|dlaczego nie ma|czemu nie ma
    no such thing as too much|havent heard|ages since i heard|why is there never any|a party without
    is complete without|not a day goes by without|i never get|i never get any|we never get|we never get any
    you never get any|does it never play|do they never play
    does nobody play|does nobody ever play|does no one play|does no one ever play|has nobody put
    has nobody put any|has nobody played|has nobody played any|has no one put any|has no one played|why is it so hard to find
    why so little|why so few|why is there so little|why are there so few
  `);

/** Before a thing that may be there or not, and after it: the statement sets nothing. */
export const INDIFFERENT: readonly string[] = phrases(`
    with or without|vocals or not|vocals or no vocals|vocals or instrumental|instrumental or vocals
    instrumental or not|instrumental or vocal|vocal or instrumental|dont mind vocals|dont mind if there are vocals
    dont care about vocals|dont care if it has vocals|dont care if there are vocals|vocals dont matter
    vocals do not matter|vocals are fine|vocals are ok|vocals are okay|vocals ok|vocals okay|vocals fine
    vocals optional|vocals are optional|vocals doesnt matter|lyrics or not|lyrics dont matter|lyrics optional
    lyrics are fine|any vocals are fine|vocals welcome but not needed|not fussed about vocals|mit oder ohne
    mit oder ohne gesang|mit oder ohne vocals|avec ou sans|avec ou sans paroles|con o sin|con o sin voz|con o senza
    com ou sem|met of zonder|z wokalem lub bez
  `);

/** After these a thing is neither wanted nor refused: "doesn't have to be jazz", "too much trance lately". */
export const DOUBTS: readonly string[] = phrases(`
    doesnt have to be|does not have to be|dont have to be|doesnt need to be|does not need to be|dont need to be
    neednt be|need not be|if you play|if you put on|if they play|you keep playing|nothing against|no offence to|no offense to|not necessarily|too much|too many|i wonder if|nicht unbedingt|muss nicht|pas forcement
    no tiene que ser|non deve essere|nao precisa ser|hoeft niet
  `);

/** "keep X out", "leave X at home": a verb before the thing and a particle after it. */
export const REFUSING_VERBS: ReadonlySet<string> = wordSet(
  'keep leave leaving keeping let taking take taking throw kick cut turn get put save give lass lasst',
);
/** The same after longer ones: "leave X at home", "give X a rest". */
export const REFUSING_ENDINGS: readonly (readonly [first: string, last: ReadonlySet<string>])[] = [
  ['at', wordSet('home')],
  ['for', wordSet('later another tomorrow someone somebody others when')],
  ['a', wordSet('miss rest break')],
];
export const REFUSING_PARTICLES: ReadonlySet<string> = wordSet('out off away behind aside alone weg raus over');
/** "Swap X for Y": what goes, before what comes. */
export const SWAPPING_VERBS: ReadonlySet<string> = wordSet(
  'swap replace exchange trade switch ersetze tausche remplace cambia troca vervang',
);
export const SWAPPED_FOR: ReadonlySet<string> = wordSet('for with by durch gegen par por con per por door');
/** Behind "leave X": to whom or where, so that it is not here. */
export const LEFT_TO: ReadonlySet<string> = wordSet('to for in at until till with');

/** Words that may stand between a negation and what it refuses: "don't [want to hear any of that] techno". */
export const NEGATION_LEADS: ReadonlySet<string> = wordSet(`
  my our any too much of the a an more lot lots your that such very so kind like really with is are be me to hear
  it i want even bit please in at all overly super anything something stuff songs tracks music tunes single bloody
  play playing include including some only collabs collab collaborations duets duet features fucking damn damned freaking frigging sodding stupid crappy lame awful boring shitty : " de di dei della do da von del la el les le du des nada trop zu viel
  muy demasiado troppo molto muito te za zbyt tylko der die das den een con avec mit having has from by typical
  usual old sounding as us you dare put add give have need fancy love enjoy dig rate stand bear tolerate handle
  abide take deal feel feeling contain feature sound go into listen use get getting ever actually just wanna end
  up hearing being mean there no this those these one ones big huge particularly especially other another mood for send spin
  let gets goes turn turns become becomes becoming drift drifts slide slides slip slips sneak sneaks anybody anyone nobody tryna trying try gimme list
  dropping falling dipping slowing rising creeping climbing running run runs
  everything whatever whichever whoever drop throw chuck stick start queue near anywhere constant endless bring show recommend suggest well fan
`);

/** At the start of a question these ask for the thing: "don't you have any techno?", "isn't there some jazz?". */
export const ASKED_OF: ReadonlySet<string> = wordSet('you we there they everyone everybody anyone anybody');
