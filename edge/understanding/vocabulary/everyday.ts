import { phrases, wordSet } from './phrases.ts';

/** Idioms and names of things that hold a word of music and mean something else, unless a word of music follows. */
export const EVERYDAY_PHRASES: readonly string[] = phrases(`
    house with a garden|house with garden|house with a garage|house with a pool|detached house|terraced house|out of tune|sleep well|sleep tight|dinner at mine|dinner at yours|instrumental in|vocals coach|best piano for a|new age of|gospel according to|soul cycling|soul cycle|at a disco|in a disco|at the disco|in tune with|haunted house|full house|tree house|ware house|guest house|town house|farm house|ice house|open house|house cat
    house mouse|house plant|house plants|house party planning|house move|house sitter|house sitting|house hunting
    house keeping|house call|house wine|house rules|house number|house arrest|house fire|house viewing|house guest
    house guests|on the house|clean the house|buy a house|bought a house|sell my house
    sold the house|white house|opera house|house of cards|house of commons|house of lords|house of representatives
    mouse trap|tourist trap|speed trap|booby trap|trap door|its a trap|thirst trap|sheet metal|scrap metal|bare metal
    precious metal|precious metals|heavy metals|metal detector|metal fence|metal gate|metal chair|metal bracket
    cordless drill|power drill|fire drill|drill bit|drill bits|drill sergeant|drill down|drill a hole|you know the drill
    mood swing|mood swings|golf swing|swing set|swing sets|swing by|swing state|swing states|swing voters|swing door|swing bridge
    soul mate|soul mates|soul searching|soul food|lost soul|poor soul|poor souls|body and soul|not a soul|soul destroying|bless his soul|bless her soul
    soap opera|soap operas|opera glasses|rock climbing|rock bottom|rock salt|rock pool|rock pools|rock paper scissors
    rock garden|rock face|on the rocks|soda pop|pop quiz|pop up|pop ups|pop to the|pop into|pop round|pop over|pop out|pop in to|pop corn
    country code|country codes|country of origin|country house|country walk|country walks|country pub|country club|country side|country lane|developing country|foreign country
    cross country|home country|jungle gym|jungle animals|jungle trek|in the jungle
    jazz hands|all that jazz|breaks in the wall|salsa with my|salsa with chips|tacos with salsa|fiddle with the|custody of a minor|jazz up|jazz apples|in a funk|funk in the|fusion energy|nuclear fusion|fusion cuisine
    fusion restaurant|fusion food|fusion reactor|spinal fusion|drone strike|drone strikes|drone pilot|drone footage|drone battery
    drone photography|drone licence|drone license|gospel of|gospel reading|gospel truth|hardcore gamer|hardcore gamers|hardcore rubble|hardcore fan
    coffee breaks|tax breaks|spring breaks|lunch breaks|tea breaks|toilet breaks|smoke breaks|bathroom breaks|dub the film|dub the movie
    dub the video|folk tale|folk tales|folk museum|folk costume|old folk|old folks|blues and twos|blues and greens|greens and blues|ambient temperature|ambient light
    ambient lighting|ambient sensor|industrial estate|industrial action|industrial revolution|industrial park|industrial unit|industrial accident|industrial waste
    industrial relations|freestyle swimming|freestyle skiing|freestyle wrestling|classical studies|classical architecture|classical greece|classical mechanics|grunge fashion|emo haircut
    punk haircut|baroque architecture|baroque church|baroque palace|lounge chair|lounge suite|departure lounge|airport lounge|sun lounger
    trance state|hypnotic trance|in a trance|a new wave of|the new wave of layoffs|latin grammar|latin homework|latin exam|latin verb|latin verbs|latin translation
    minimal effort|minimal damage|minimal risk|minimal fee|grime off|grime on|grime removal|latin name
    salsa verde|salsa dip|salsa recipe|chips and salsa|guacamole and salsa|mango salsa|tomato salsa|salsa and guacamole|jar of salsa|nachos and salsa
    bowl of salsa|spicy salsa|house salad|house special|swing dance lessons|noise complaint|noise complaints|noise cancelling|background noise
    guitar strings|violin strings|bass strings|cello strings|ukulele strings|banjo strings|harp strings|swing seat|swing seats|swing chair|strings attached|sends me to sleep|send me to sleep|puts me to sleep|put me to sleep|string theory|pull some strings|pull strings|pulling strings|purse strings|apron strings
    shoe strings|string beans|physics of strings|fit as a fiddle|second fiddle|fiddle about|fiddling with|blow your own trumpet
    blow my own trumpet|harp on|harp seal|harp seals|bongo antelope|cello tape|french horn for|car horn|shoe horn|horn section of|horn of africa
    brass plate|brass neck|brass monkey|brass monkeys|brass door|brass knob|brass hinges|brass fittings|brass screws|clean brass|polish brass|brass polish|steel pan non|non stick pan
    drum brake|drum brakes|oil drum|ear drum|brake drum|drum of oil|hard drum|drum kit for|drum up|sea bass|bass fishing|bass boat|largemouth bass
    sitar weight|banjo bolt|banjo bolts|organ transplant|organ donation|organ trafficking|organ failure|vital organ|internal organ
    piano bar|piano key necklace|piano teacher|piano black|face the music|voice recorder|tape recorder|triangle inequality
    walks out|walk out|walked out|walking out|running late|running costs|running water|running order|running total|running mate|up and running|running shoes|running out|search party|third party
    political party|labour party|conservative party|republican party|democratic party|green party|party wall|party leader|party political|party conference
    hen party invitations|study abroad|study visa|case study|a study in|study loan|study group room|reading glasses|reading festival|reading week|reading list
    to reading|from reading|meter reading|reading between the lines|work permit|work visa|work from home policy|working from home policy|work experience placement
    out of work|at work yesterday|car plant|car park|car keys|car insurance|car hire|car wash|car boot sale|car accident|car crash|drive home safe|drive safe|driving licence|driving license
    driving test|driving instructor|driving school|driving ban|drunk driving|hard drive|usb drive|google drive|thumb drive|test drive|gym near me|gym membership|gym prices|gym shoes
    wedding venue|wedding dress|wedding cake|wedding invitations|wedding photographer|wedding ring|wedding gift|wedding registry|sleep apnoea|sleep apnea|sleep mode
    sleep schedule|sleep disorder|sleep clinic|walking distance|walking stick|dog walking|walking boots|cooking oil|cooking class|cooking classes|dry cleaning
    cleaning lady|cleaning products|carpet cleaning|teeth cleaning|dinner reservation|dinner plates|yoga mat|yoga pants|yoga teacher training
    meditation retreat|happy to help|happy to|happy birthday|happy hour|thats so sad|so sad to hear|sad news|dark chocolate|dark mode|dark circles
    dark web|dark matter|emotional support|emotional baggage|emotional damage|romantic comedy|romantic comedies|romantic hotel|romantic weekend|epic fail|epic games|angry email|angry customer
    past tense|present tense|future tense|tense shoulders|peaceful protest|aggressive dog|aggressive driver|aggressive tumour|mysterious package|high energy bill|high energy bills|low energy bulbs
    low energy light|high energy physics|low energy diet|high energy food|high energy biscuits|high energy particles|peak time train|peak time fares|peak time travel|peak time traffic|peak hour traffic|peak hour trains
    a minor injury|a minor accident|a minor issue|a minor problem|a minor correction|a minor offence|with a minor offence|a major problem
    a major issue|a major incident|a major accident|b flat mate|a flat tyre|a flat tire|a sharp knife|a sharp turn|a sharp pain|a flat surface|a flat fee
    resting heart rate|pulse rate|blood pressure
    air quality|air conditioning|air con|garbage collection|garbage truck|pulp fiction|suede shoes
    house slippers|house shoes|house coat|trumpet vine|trumpet vines|trance like state|trance-like state|trance like states|metal in the microwave|metal in the oven|jazz cafe on|batterie de voiture|batterie de la voiture
    batterie de ma voiture|batterie de telephone|batterie du telephone|batterie externe|batterie faible
    vocal cord|vocal cords|vocal coach
  `);

/** Trade, lessons, repair, travel, news and the like: said of a thing, it is not asked for as music. */
export const BUSINESS_PHRASES: readonly string[] = phrases(`
    swing by the office|swing by around|swing by at|swing by later|swing by tomorrow|swing by my|swing by your|could you swing by|can you swing by|drop by the|stop by the|pop into the office|pop by the|come by the
    cafe menu|is it delayed|schema validation|best films|best movies|best books|best cartoons|piano dimensions|css grid|git commit|git push|custody
    s divorce|vintage dress|50s dress|60s dress|80s fashion|90s fashion|70s fashion|60s fashion|1990s fashion|tuning cost|tuning service|piano tuning|guitar tuning
    heart rate|pulse of|organ tuning|loud next door|for sale|for rent|for hire|to rent|to let|for auction|on ebay|on gumtree|on craigslist|second hand|secondhand
    near me|refund|refunded|return this|returns policy|my order|order status|order number|warranty|net worth|tickets|ticket prices|tour dates
    meet and greet|merch|merchandise|salary|definition|meaning|recipe|recipes|haircut|haircuts|hairstyle
    hairstyles|jacket|jackets|wallpaper|curtains|carpet|sofa|temperature|temperatures|fares|clipart|tattoo
    tattoos|picture of|pictures of|photo of|photos of|drawing of|sketch of|history of|invented|in which city|in which country|grass seed|dimensions|schematic
    insurance|rental|restoration|tuner|detuned|to a good home|donate|donating|out of tune|should i buy|to buy|buying|selling
    sold my|needs new strings|needs restringing|restring|restringing|delivered|courier|parcel
    auction|price of|prices|how much is|how much are|how much does|how much do|mortgage|landlord
    tenant|tenants|planning permission|estate agent|estate agents|plumber|electrician|mot
    layoffs|inflation|election|elections|parliament|protesters|call the police|police station|is that normal|for beginners under|euros|dollars|quid|burglar|arrested|lawyer|legally|lawsuit
    syllabus
    for mice|for rats|for wasps|for moths|for flies|for foxes
    symptoms|diagnosis|dentist|paracetamol|ibuprofen|antibiotics|vaccine|diabetics|diabetes
    kubernetes|docker|javascript|typescript|compiler|api endpoint|python|sql|localhost|npm|pip install|printf
    ubuntu|linux|driver update|firmware|won't mount|wont mount|stack trace
    films from|movie from|cartoons|books from|books of|tv shows|car show
    passport|hotel with|hotels with|hostel|boarding|layover train to|train fares
    mathematics|physics|chemistry|geography|biology|photosynthesis
  `);

/** Verbs whose object is an instrument one learns, plays, sells or mends. */
export const HANDLED: ReadonlySet<string> = wordSet(`
  learn learning learns learnt learned teach teaches teaching taught practise practises practising practice practices
  practicing play plays playing sell sells selling buy buys buying bought sold fix fixing repair repairing tune clean cleaning
  carry carrying ship shipping move moving donate lend borrow rent hire insure own owns owned invented study studying lift dropped
`);

/** Names that begin as an artist's does and are somebody else's. */
export const NO_ARTISTS: ReadonlySet<string> = new Set(
  phrases(
    'Prince of Wales|Queen Mary|Duke of Edinburgh|Princess of Wales|Prince Harry|Prince William|Prince Charles|Prince Philip|Prince Andrew|Prince Edward|Queen Elizabeth|Queen Camilla',
  ),
);
