import { phrases } from './phrases.ts';

/**
 * The small words that give the others their role: bounds, negations, comparisons with an artist, commands, the
 * nouns for tracks and sets. Phrases in lower case without accents; the longest that fits is taken.
 */

/** Before a number: the number is the lower end, the upper end, or the middle. */
export const BOUNDS_BEFORE: Readonly<Record<'min' | 'max' | 'about', readonly string[]>> = {
  min: phrases(`
    at least|over|above|more than|not slower than|no slower than|nothing slower than|not below|not under
    nothing under|nothing below|no less than|not less than|not lower than|no lower than|nothing lower than|minimum
    min|minimum of|faster than|quicker than|higher than|longer than|no shorter than|not shorter than
    nothing shorter than|none shorter than|none under|none below|none slower than|upwards of|north of|greater than|from at least|starting at|exceeding|a minimum of
    past|beyond|bigger than|exceed|exceeds|quicker than|>|>=|≥|⩾|mindestens|uber|mehr als|schneller als|langer als|ab|nicht langsamer als|nicht unter
    plus de|au moins|au dessus de|minimum de|superieur a|plus rapide que|pas moins de|mas de|al menos|por lo menos
    como minimo|minimo|no menos de|por encima de|mas rapido que|piu di|almeno|oltre|sopra|sopra i|non meno di
    mais de|pelo menos|acima de|no minimo|meer dan|minstens|boven|boven de|sneller dan|langer dan|minimaal|powyzej
    co najmniej|ponad|przynajmniej|wiecej niz|szybciej niz
  `),
  max: phrases(`
    under|below|sub|less than|up to|at most|not faster than|no faster than|nothing faster than|nothing above
    nothing over|not above|not over|no more than|not more than|no higher than|not higher than|nothing higher than
    max|maximum|maximum of|a maximum of|slower than|lower than|shorter than|no longer than|not longer than
    nothing longer than|none longer than|none over|none above|none faster than|not exceeding|must not exceed|mustnt exceed|should not exceed|shouldnt exceed|not to exceed|does not exceed|doesnt exceed|south of|capped at|smaller than|beneath|<|<=|≤|⩽|unter|hochstens|bis zu
    maximal|weniger als|langsamer als|kurzer als|nicht schneller als|nicht langer als|nicht uber|moins de|au plus
    au maximum|jusqu'a|jusqu a|en dessous de|pas plus de|menos de|como maximo|maximo|hasta|por debajo de|no mas de
    meno di|al massimo|fino a|massimo|sotto|sotto i|non piu di|ate|no maximo|abaixo de|minder dan|onder|onder de
    hoogstens|maximaal|tot|niet sneller dan|ponizej|mniej niz|do|maksymalnie|najwyzej|nie wiecej niz
    nie szybciej niz
  `),
  about: phrases(`
    around|about|roughly|approximately|approx|circa|ca|near|close to|somewhere around|round about|roundabout
    in the region of|in the ballpark of|ballpark|near enough|give or take|something like|sort of|arnd|abt
    around about|hovering around|somewhere near|round|~|≈|∼|in the neighborhood of|in the neighbourhood of|like|etwa
    ungefahr|rund|rund um|um die|um|zirka|so um die|environ|autour de|vers|a peu pres|aux alentours de|alrededor de
    unos|unas|sobre|cerca de|aproximadamente|mas o menos|intorno a|intorno ai|attorno a|attorno ai|verso
    por volta de|uns|em torno de|ongeveer|rond|rond de|zo rond|zo rond de|omstreeks|okolo|mniej wiecej|w okolicach
  `),
};

/** After a number. */
export const BOUNDS_AFTER: Readonly<Record<'min' | 'max' | 'about', readonly string[]>> = {
  min: phrases(`
    +|plus|and up|and above|and over|and faster|and higher|and upwards|and longer|or more|or faster|or above
    or higher|ustu|uzeri|ve uzeri|or over|or longer|or quicker|or up|upwards|minimum|min|at least|at the very least|at minimum
    as a minimum|and beyond|up|oder mehr|oder schneller|oder langer|und mehr|und daruber|aufwarts|ou plus|et plus
    o mas|y mas|o piu|e piu|in su|ou mais|of meer|en hoger|of sneller|lub wiecej|i wiecej|wzwyz
  `),
  max: phrases(`
    or less|or slower|or under|or below|or lower|or shorter|and under|and below|and slower|and lower|max|maximum
    tops|at most|at the most|at maximum|as a maximum|and less|or fewer|oder weniger|oder langsamer|oder kurzer
    alti|hochstens|maximal|ou moins|maxi|o menos|como maximo|o meno|al massimo|ou menos|no maximo|of minder|lub mniej
  `),
  about: phrases(`
    ish|or so|or thereabouts|or there about|give or take|approximately|approx|more or less|roughly|oder so|ungefahr
    environ|mas o menos|mais ou menos|plus ou moins|circa|ongeveer|mniej wiecej|or around that|or around there|ca
  `),
};

/** Between two numbers of a range; some need an opening word ("between") before the first. */
export const RANGE_JOINERS: readonly string[] = phrases(`
    and ending at|and ending on|and finishing at|finishing at|ending on|and end at|and ends at|and end on|and finish at|and finishes at|ending at|to end at|rising to|going up to
    and climb to|and climb up to|and climbs to|and rises to|and goes up to|and move to|and moves to|and go up to
    adn|down to|and down to|slowing to|dropping to|falling to
    and build up to|and ends up at|and end up at
    going to|building to|building up to|climbing to|and build to|and builds to|and go to|and work up to|and rise to
    moving to|-|~|to|til|till|until|through|thru|up to|to about|→|>|bis|a|al|ad|ate|hasta|tot|tae|t m|do|and|und
    et|y|e|en|i|&
  `);
export const RANGE_OPENERS: readonly string[] = phrases(`
    between|from|btw|betwen|zwischen|von|vom|entre|de|desde|tra|fra|da|dai|dal|tussen|van|pomiedzy|miedzy|od
    anywhere from|anywhere between|somewhere between|ranging from|moves from|goes from|builds from|entre los
    entre as|tra i|fra i|entre les
  `);
/** Joiners that make a range only after an opener. */
export const WEAK_JOINERS: readonly string[] = phrases(`
    and|und|et|y|e|en|i|&|a|do|al|ad
  `);

export const TEMPO_UNITS: readonly string[] = phrases(`
    bpm|bpms|bmp|pbm|beats per minute|beats a minute|beats per min|b p m|b.p.m.|beats/min|schlage pro minute
    battements par minute|pulsaciones por minuto|battiti al minuto|batidas por minuto|slagen per minuut
    uderzen na minute|uderzen
  `);
export const TEMPO_NOUNS: readonly string[] = phrases(`
    tempo|bpm|tempo of|bpm of|a tempo of|tempo is|speed|speed of|tempo around|tempi
  `);

export const MINUTE_UNITS: readonly string[] = phrases(`
    minute|minutes|min|mins|mn|minuten|minuti|minuto|minutos|minuut|minuty|minut|minuter|m
  `);
export const SECOND_UNITS: readonly string[] = phrases(`
    second|seconds|sec|secs|sekunden|secondes|segundos|secondi|seconden|sekund
  `);
export const HOUR_UNITS: readonly string[] = phrases(`
    hour|hours|hr|hrs|h|stunde|stunden|stundige|heure|heures|hora|horas|ora|ore|uur|godzina|godziny|godzin
  `);

/** Comparison with an artist or track; what follows goes into `similarTo`. `loose` ones need a name after them. */
export const SIMILAR_CUES: readonly string[] = phrases(`
    like|not unlike|similar to|in the same vein as|in a similar vein to|in the same style as|in the same lane as|same lane as
    same energy as|in the direction of|vergleichbar mit|im selben stil wie|in richtung|w rodzaju|na linha de
    a la manera de|del tipo de|sur le modele de|sulla falsariga di|sounds like|sound like|sounding like
    sounds a bit like|sound a bit like|sounds similar to|sound similar to|sounds a lot like|something like
    anything like|stuff like|more like|just like|kind of like|kinda like|a bit like|sort of like|much like|fans of
    for fans of|fan of|im a fan of|im a big fan of|big fan of|a la|in the style of|in the vein of|in the spirit of
    in the mould of|in the mold of|in the manner of|along the lines of|on the lines of|reminds me of|remind me of
    reminding me of|reminiscent of|inspired by|influenced by|akin to|resembling|comparable to|close to|same vibe as
    same vibes as|the same vibe as|same feel as|same style as|the vibe of|vibes of|similar vibe to|similar vibes to
    similar in style to|if i like|if you like|if i love|since i like|because i love|people who like|people who love
    for people who like|for lovers of|lovers of|could pass for|could be mistaken for|that sort of|channelling
    channeling|evokes|evoking|soundalike|sound-alikes of|soundalikes of|alike|similar artists to|artists similar to
    bands like|bands similar to|artists like|acts like|tracks similar to|songs similar to|equivalent of|next to
    neighbours of|wie|ahnlich wie|so was wie|sowas wie|etwas wie|klingt wie|klingen wie|im stil von|im stile von
    in der art von|a la maniere de|comme|du genre de|dans le style de|dans le genre de|similaire a|similaires a
    semblable a|qui ressemble a|qui ressemblent a|facon|comme du|como|parecido a|parecida a|parecidas a|parecidos a
    similar a|similares a|al estilo de|que suene como|que suenen como|estilo|tipo|del estilo de|come|simile a
    simili a|nello stile di|sullo stile di|alla|che suona come|parecido com|parecida com|parecidas com|parecidos com
    no estilo de|ao estilo de|semelhante a|que nem|zoals|vergelijkbaar met|in de stijl van|lijkt op|lijken op
    klinkt als|die lijkt op|iets als|als die van|jak|podobne do|podobna do|podobny do|w stylu|cos jak|w klimacie|brzmi jak
  `);
/** After a track or artist that has been named: more of the kind is wanted. */
export const LIKE_THAT: readonly string[] = phrases(`
    more like that|more like this|more like it|more like those|something like that|something like this|stuff like that
    songs like that|tracks like that|tunes like that|songs like it|tracks like it|anything similar|something similar|similar please|more similar|similar ones|similar artists|anything like that|similar stuff
    similar songs|similar tracks|similar music|similar tunes|in that vein|in that style|in the same vein
    more in that vein|more of that sort|more of that kind|more of that ilk|that kind of thing|that sort of thing
    mehr davon|so etwas|sowas in der art|dans ce style|en ese estilo|qualcosa di simile|algo parecido
  `);
/** After a name: the same comparison. */
export const SIMILAR_AFTER: readonly string[] = phrases(`
    type of|sort of thing|kind of thing|type of thing|sort of sound|kind of sound|sort of vibe|kind of vibe|type beat|type beats|esque|style|style tracks|soundalikes|sound alikes|sound-alikes|soundalike|inspired
    influenced|vibes|vibe|type vibe|type vibes|type stuff|type songs|type music|style songs|style stuff|style music
    ish stuff|like sound
  `);
/** Where "like" compares nothing. */
export const NOT_SIMILAR: readonly string[] = phrases(`
    are like|not similar|not similar to|who doesnt like|who does not like|who wouldnt like|you like|do you like|does anyone like|id like|i would like|would like|wed like|we would like|feel like|feels like|feeling like|felt like|i like
    we like|they like|she likes|he likes|who likes|looks like|look like|would you like|as you like|if you like
    like to|likes to|sounds like a|sounds like an|sounds like the|like a|like the|like this|like that|like it
    like so|like really|like these|like those|likes|wie ist|wie ware|como esta|come va|more like a
  `);

/** Before the name of whoever made it. `by` words are weak where they mean something else ("de", "di", "von"). */
export const BY_CUES: readonly string[] = phrases(`
    by|performed by|made by|produced by|recorded by|sung by|written by|composed by|mixed by|from the band
    from the artist|by the artist|by the band|by the group|by the singer|by the producer|by the dj|by the rapper
    a band called|band called|artist called|group called|singer called|dj called|producer called|duo called
    rapper called|someone called|band named|artist named|by artist|artist:|artist|the artist|the band|the group|the rapper|the singer|the producer|feat|featuring|ft
    feat.|ft.|anything from|everything by|anything by|remixed by|i think it's|i think its|i think it's by|i think its by|i believe it's|i believe it's by|pretty sure it's|pretty sure it's by|it's by|its by|that's by|thats by|it was by
  `);
export const FOREIGN_BY_CUES: readonly string[] = phrases(`
    von|de|di|par|por|van|od|autorstwa|del|della|do|da|dei|degli|du|des|dos|das|zespolu|wykonawcy|door
  `);

/** The start of a command or wish: what follows is wanted. */
export const REQUEST_CUES: readonly string[] = phrases(`
    play|plays|play me|play us|put on|put me on|put on some|put some|stick some|chuck some|whack some|bang some|bung some|throw some|bang on|throw on|stick on|bung on|whack on|chuck on|give me
    give us|gimme|gimmie|gis|get me|get us|find|find me|find us|fetch|fetch me|show me|show us|send|send me|send us
    need|i need|we need|want|i want|we want|i wanna hear|wanna hear|want to hear|i want to hear|i want to listen to
    want to listen to|wanna listen to|listen to|listening to|hear|to hear|looking for|im looking for
    i am looking for|were looking for|searching for|im after|after some|hunting for|in search of|search for|search
    look up|lookup|look for|recommend|recommend me|suggest|suggest me|queue|queue up|line up|cue|cue up|spin|spin me
    drop|drop me|hit me with|hook me up with|sort me out with|bring me|bring on|serve up|load up|pull up|fire up
    blast|crank|crank up|bump|start|stream|discover|explore|build|build me|make|make me|create|create me|curate
    compile|assemble|generate|any|got any|yall got any|y'all got any|you got any|have you got any|have you got|do you have|do you have any
    any chance of|is there any|are there any|how about|what about|can i get|can i have|can we have|can we get
    could i get|could i have|could you find|could you find me|can you find|can you find me|can you play
    could you play|can you give me|could you give me|can you recommend|could you recommend|would you play
    will you play|please play|id like|i would like|id love|i would love|wed love|wed like|i fancy|fancy|fancy some
    craving|wants|wants some|wants to hear|fancies|asks for|asked for|requests|requested|is after|would love
    would like|im craving|in the mood for|im in the mood for|feeling|feel like|i feel like|up for|lets hear
    beg you for|begging for|begging you for|lets have|lets go with|let me hear|lemme hear|lemme get|lemme have|let me get|let me have|i could do with
    could do with|i love|i adore|adore|love|loves|love me some|yo need|sling me|chuck me|slap on|turn on|tune in|tune me into
    would be lovely|would be nice|would be great|would be perfect|would be ideal|would be amazing|would go down well
    i miss|we miss|i prefer|prefer|ideally|preferably|only|just|must be|should be|must have|needs to be|has to be|some|more|please
    pls|plz|ta|cheers|thanks|thx|thank you|spiel|spiele|spiel mir|spiel mal|gib mir|ich will|ich mochte
    ich hatte gern|ich hatte gerne|ich brauche|ich suche|suche|suche nach|such mir|zeig mir|finde|bitte|hast du
    lass mal|mach mal|joue|jouez|joue moi|joue-moi|mets|mets moi|mets-moi|donne moi|donne-moi|je veux|je voudrais
    je cherche|cherche|j'aimerais|trouve moi|trouve-moi|s'il te plait|s'il vous plait|svp|stp|pon|ponme|toca|quiero
    quisiera|busco|dame|necesito|buscame|recomiendame|por favor|pon algo de|metti|mettimi|voglio|vorrei|cerco|dammi
    suona|per favore|fammi sentire|toque|quero|procuro|me da|bota|manda|preciso de|queria|speel|draai|ik wil|ik zoek|doe maar|включи|поставь|хочу|давай|сыграй|вруби
    geef me|geef mij|zet op|alsjeblieft|graag|ik heb zin in|zagraj|pusc|wlacz|chce|szukam|daj|daj mi|poprosze|prosze
    potrzebuje|znajdz
  `);
/** Request cues too common to show, alone, that music is meant. */
export const WEAK_REQUEST_CUES: readonly string[] = phrases(`
    i miss|we miss|need|i need|we need|want|i want|we want|find|find me|send|send me|get me|show me|make|make me|create|build|start
    drop|search|search for|look for|look up|any|only|just|more|love|loves|i love|feeling|feel like|i feel like
    do you have|is there any|are there any|generate|must be|should be|has to be|needs to be|how about|what about
    cheers|thanks|thx|thank you|ta|create me|hear|discover|explore|turn on|fetch|crank|bump|must have|line up|bitte
    please|pls|plz|alsjeblieft|per favore|prosze|por favor|cerco|suche|chce|quiero|je veux|ich will|voglio|quero|ik wil|give me|give us
  `);

/** Nouns for a piece of music; the plural ones can be counted. */
export const TRACK_NOUNS: readonly string[] = phrases(`
    曲|音楽|歌|песни|песен|песня|треки|song|songs|recording|recordings|track|tracks|tune|tunes|toon|toons|choon|choons|record|records|cut|cuts|banger|bangers|hit|hits
    result|results|jam|jams|joint|joints|anthem|anthems|classic|classics|piece|pieces|number|numbers|single|singles
    roller|rollers|stompers|stomper|belters|belter|floorfillers|floor fillers|slammers|weapons|remixes|edits|items
    suggestions|recommendations|ballads|trax|tracklist|slow jams|instrumentals|oldies|standards|tiunes|options|ideas
    covers|sarki|sarkilar|sarkilari|sarkisi|latar|sange|sanger|lied|lieder|stuck|stucke|titel|nummern|songtitel|morceau|morceaux|titre|titres|chansons|sons|cancion
    canciones|tema|temas|pistas|exitos|canzone|canzoni|brano|brani|pezzo|pezzi|cancao|cancoes|faixa|faixas|musicas
    nummer|nummers|liedje|liedjes|platen|plaat|piosenka|piosenki|piosenek|utwor|utwory|utworow|kawalek|kawalki
    kawalkow
  `);
/** Other words that only a request for music has. */
export const MUSIC_NOUNS: readonly string[] = phrases(`
    atmosphere|atmospheres|ambience|lullaby|lullabies|choons|soundscapes|symphonies|symphony|sonata|concerto|music|musik|musique|musica|muziek
    muzyka|muzyki|muzyke|muzik|muzak|musics|playlist|playlists|play list|mixtape|soundtrack for|beats|beat|vibes
    vibe|vibez|grooves|groove|sounds|sound|riffs|bassline|basslines|melody|melodies|chords|choruses|chorus|drops
    breakdowns|breakdown|build-ups|lyrics|vocals|genre|genres|artist|artists|band|bands|album|albums|dj|djs|set|sets
    mix|mixes|mixing|radio|key|keys|camelot|energy|stuff|tracks|songs|tunes|instrumental|dance floor|dancefloor
    dance music|club music|tanzmusik|hintergrundmusik|background music|background|crowd|soundsystem|sound system
    rave up|melodien|melodia|melodie|rytm|ritmo|ritmos|rythme|klange|klangen
  `);

/** The whole set, or the time there is: what it lasts is no duration of a track. */
export const SET_NOUNS: readonly string[] = phrases(`
    set|sets|playlist|playlists|mix|mixtape|show|radio show|session|gig|slot|drive|trip|road trip|journey|flight
    commute|ride|bike ride|run|jog|workout|walk|class|shift|break|party|dinner|meeting|train|bus|ferry|layover
    podcast|stream|livestream|evening|nap|yoga|spin|service|ceremony|movie|film|lesson|fahrt|flug|mixe|sesion|viaje
    vuelo|trajet|vol|viaggio|volo|reis|podroz|training|exam|hike|swim|queue|wait|warmup|warm-up|cooldown|cool-down
    lunch|hour|hours|workouts|runs|drives|event|wedding|reception
  `);

/** Before a number that is a place, an age or a label, and no tempo, year, count or key. */
export const LABEL_NOUNS: readonly string[] = phrases(`
    seat|seats|room|rooms|flat|apartment|apt|floor|level|house number|number|no.|nr|street|road|avenue|line|bus
    train|tram|flight|gate|platform|row|exit|page|chapter|channel|route|highway|interstate|motorway|age|aged|wird|werde|wurde|cumple|compie|wordt|fyller|turned
    turning|turns|unit|suite|block|building|office|table|desk|locker|class|grade|year|section|zone|track number
    version|windows|iphone|ps|size|box|door|terminal|carriage|coach|bay|stand|stall|booth|hotel room|postcode|zip
    code|pin|studio|stage|hall|tower|wing|ward|bed|lane|im|i am|hes|shes|is|nummer|zimmer|platz|sitz|gleis|linie
    wohnung|chambre|place|siege|ligne|habitacion|asiento|linea|camera|posto|quarto|assento|linha|kamer|stoel|lijn
    pokoj|miejsce|linia|episode|season|article|question|q|problem|exercise|appendix|plot|pitch|vitamin|hepatitis
    plan|form|group|type|junction|both|of them|of us|of whom|guests|people|residents|everybody is|everyone is|bike does|car does|van does|doing|paid|cost|costs|spent|owe|owes|weigh|weighs|rate is|theyre|shes turning|hes turning
  `);
/** After a number: it counts or measures something that is not music. */
export const OTHER_UNITS: readonly string[] = phrases(`
    people|persons|person|guests|friends|kids|children|men|women|mates|lads|of us|dancers|heads|punters|customers
    students|years old|year old|yo|years|euros|euro|dollars|pounds|quid|bucks|km|k|kilometres|kilometers|miles|mile
    metres|meters|kg|kilos|lbs|percent off|days|weeks|months|day|week|degrees|oclock|pm|am|uhr|th|st|nd|rd|reps|laps
    pages|calories|times|leute|personen|personnes|personas|persone|pessoas|mensen|osob|ans|anos de edad|jahre alt
    anni di|jaar oud|lat|watts|inch|inches|fm|mhz|khz|volts|amps|grand|per cent off|stone|stones|cm|mm|degrees celsius|lane|crescent|mews|boulevard|blvd|street|road|avenue|ave|steps|flights
  `);

/** Words that say tracks must fit the stated key. */
export const COMPATIBLE_CUES: readonly string[] = phrases(`
    mix with|mixes with|mixes well with|mix well with|mix nicely with|mixes nicely with|mix into|mixes into
    mixing with|mixing into|mixable with|mix in key with|mix in with|mix out of|goes with|go with|go well with
    goes well with|going with|go nicely with|goes nicely with|go together with|compatible|compatible with
    compatibles|compatibility|harmonically|harmonic|harmonic mixing|harmonic match|harmonic matches|in harmony with
    harmonise with|harmonises with|harmonize with|harmonizes with|adjacent|adjacent to|neighbouring|neighboring
    neighbours|neighbors|neighbour of|neighbours of|neighbors of|blend with|blends with|blend into|blends into
    blends well with|blend well with|work with|works with|work well with|works well with|fit with|fits with|fit|fits
    fits in with|fit in with|match|matches|matching|matches with|pair with|pairs with|pairs well with|pair well with
    next to|related to|related keys|key compatible|key-compatible|in key with|clash with|wont clash with
    doesnt clash with|dont clash with|not clash with|that dont clash with|sit well with|sits well with|sits with
    close to|around the wheel from|one step from|follow|follow from|follows|follow on from|segue from
    transition from|transitions from|layer with|layers with|mashup with|or compatible|and compatible|or neighbours
    and neighbours|and its neighbours|and neighbors|and adjacent|or adjacent|plus neighbours|±1|± 1|+/-1|+/- 1|+-1
    +1/-1|plus or minus one|plus minus one|plus or minus 1|plus minus 1|give or take one|one either side
    either side of|one step either side|one step either side of|within one step of|within a step of|a step from
    one step either way|one step on the wheel|either side on the wheel|passt zu|passen zu|passend zu|die zu
    kompatibel|kompatibel mit|kompatible|mixbar mit|harmonisch passend|compatible avec|compatibles avec|qui va avec
    qui vont avec|se mixe avec|se mixe bien avec|qui se mixe bien avec|whatever mixes w it|mixes w|mix w|goes w|se mixent avec|compatible con|compatibles con|que combine con|que combinen con
    que mezcle con|que mezclen con|que vaya con|que pegue con|compatibile con|compatibili con|che sta bene con
    che vada con|compativel com|compativeis com|que combine com|que combinem com|compatibel met|die past bij
    die passen bij|past bij|passen bij|pasujace do|pasuje do|pasujacy do|kompatybilne z|zgodne z
  `);

/** Release-year bounds. `after` and `before` leave the year itself out. */
export const YEAR_BOUNDS: Readonly<Record<'since' | 'after' | 'before' | 'until', readonly string[]>> = {
  since: phrases(`
    since|since the|from|starting from|starting in|not before|nothing before|not older than|nothing older than
    no older than|no earlier than|not earlier than|nothing earlier than|dating from|seit|ab|nicht vor|nichts vor
    nicht alter als|depuis|a partir de|pas avant|rien avant|desde|a partir del|no antes de|nada anterior a|dal
    dopo il|a partire dal|niente prima del|nada antes de|sinds|vanaf|niet voor|od|poczawszy od|min|at least
  `),
  after: phrases(`
    after|after the|later than|newer than|more recent than|younger than|post|released after|made after|past|beyond
    nach|nach dem jahr|apres|posterior a|posteriores a|despues de|despues del|dopo|dopo il|successivi al|depois de
    apos|na|po|po roku
  `),
  before: phrases(`
    before|before the|pre|earlier than|older than|prior to|released before|made before|not after the|vor
    vor dem jahr|avant|anterior a|anteriores a|antes de|antes del|prima|prima del|precedenti al|voor|przed
    przed rokiem
  `),
  until: phrases(`
    up to and including|until|till|up to|up until|up till|not later than|no later than|nothing later than|nothing after|not after
    none after|nothing newer than|not newer than|no newer than|nothing more recent than|nothing past|nothing beyond
    not past|at the latest|by|through|bis|nicht nach|nichts nach|nicht spater als|spatestens|jusqu'a|jusqu'en
    pas apres|rien apres|hasta|nada despues de|no despues de|nada posterior a|fino al|niente dopo il|non oltre il
    ate|nada depois de|nada apos|tot|niets na|niet na|niet later dan|do|nic po|nie po|max
  `),
};
export const YEAR_AFTERWORDS: readonly string[] = phrases(`
    onwards|onward|on|and later|and after|and newer|or later|or newer|and up|and beyond|to now|to present|to today
    til now|till now|to date|forward|upwards|aufwarts|und spater|oder spater|und neuer|et apres|et plus recent
    en adelante|in poi|em diante|pra frente|en later|i pozniej|i nowsze|+
  `);
export const YEAR_BEFOREWORDS: readonly string[] = phrases(`
    or earlier|and earlier|or older|and older|or before|and before|at the latest|at latest|latest|oder fruher
    und fruher|oder alter|ou avant|o antes|o anteriores|o prima|ou antes|of eerder|en eerder|i wczesniej
    lub wczesniej
  `);
/** Before a bare year: it is when the music came out. */
export const YEAR_PREPOSITIONS: readonly string[] = phrases(`
    in|from|of|circa|released in|released|came out in|made in|recorded in|the year|from the year|year|out in|aus
    aus dem jahr|im jahr|von|de|del|en|du|de l'annee|de l'an|del ano|do ano|dal|del anno|dell'anno|uit|uit het jaar
    z|z roku|roku|em|nel|back in|vintage
  `);
/** Years that belong to the speaker or the occasion. */
export const NOT_RELEASE_YEAR: readonly string[] = phrases(`
    class of|born in|born|since i was|graduated in|by|geboren|ne en|nee en|nacido en|naci en|nato nel|nata nel|nascido em
    geboren in|urodzony w|moved here in|married in|got married in|married since|together since|open since|here since|business since|running since|member since|since then|friends since|retired since|closed since|takes place in|take place in|is set in|set in|bunker in|founded in|built in|my|opened in|met in|retired in
  `);

export const DECADE_PARTS: Readonly<Record<'early' | 'mid' | 'late', readonly string[]>> = {
  early: phrases(`
    early|the early|beginning of the|start of the|first half of the|fruhe|fruhen|anfang der|anfang|debut|debut des
    debut des annees|debuts des annees|principios de los|principios de|comienzos de los|inicio de los|inizio|primi
    primi anni|inizio anni|inicio dos|comeco dos|inicio dos anos|comeco dos anos|begin|vroege|begin jaren|wczesne
    poczatek|poczatek lat|poczatku lat|principios de los anos|inizio degli anni
  `),
  mid: phrases(`
    mid|the mid|middle of the|mid to|mitte der|mitte|milieu des|milieu des annees|mediados de los|mediados de
    mediados de los anos|meta|meta anni|meta degli anni|meados dos|meados dos anos|midden|midden jaren|polowa
    polowa lat|polowy lat
  `),
  late: phrases(`
    late|the late|later|end of the|tail end of the|second half of the|spate|spaten|ende der|ende|fin|fin des
    fin des annees|finales de los|finales de|finales de los anos|fines de los|fine|fine anni|tardi|tardi anni
    fim dos|final dos|fim dos anos|final dos anos|eind|late jaren|eind jaren|pozne|koniec|koniec lat|konca lat
    fine degli anni
  `),
};
/** Before a two-digit decade in other languages: "anni 60", "années 80", "lata 90". */
export const DECADE_OPENERS: readonly string[] = phrases(`
    annees|les annees|anos|los anos|anni|gli anni|lata|lat|jaren|de jaren|aos|os anos|decada de|decada de los|los
    de los|dos|degli|decada dos|decennia
  `);

/** The DJ's arc of a night and other words for energy. */
export const ENERGY_PHRASES: readonly (readonly [readonly string[], { min?: number; max?: number }])[] = [
  [
    phrases(`
    high energy|high-energy|hi-energy|highenergy|hi energy|high on energy|lots of energy|tons of energy
    loads of energy|high in energy|maximum energy|max energy|energy high|energy: high|hohe energie|hoher energie
    viel energie|haute energie|alta energia|mucha energia|molta energia|muita energia|energia alta|hoge energie
    veel energie|wysoka energia|duzo energii|beaucoup d energie|beaucoup d'energie
  `),
    { min: 0.7 },
  ],
  [
    phrases(`
    low energy|low-energy|lowenergy|low in energy|minimum energy|energy low|energy: low|niedrige energie
    wenig energie|basse energie|faible energie|baja energia|poca energia|bassa energia|baixa energia|pouca energia
    energia baja|energia bassa|energia baixa|lage energie|weinig energie|niska energia|malo energii|peu d'energie
  `),
    { max: 0.35 },
  ],
  [
    phrases(`
    medium energy|medium-energy|mid energy|mid-energy|moderate energy|middling energy|energy medium|energy: medium
    mittlere energie|mittlerer energie|energie moyenne|energia media|media energia|gemiddelde energie
    srednia energia
  `),
    { min: 0.35, max: 0.7 },
  ],
  [
    phrases(`
    peek hour|peek time|peak time|peak-time|peaktime|peak hour|peak-hour|peakhour|peak hours|peak times|peak of the night|prime time
    hora pico|hora punta
  `),
    { min: 0.75 },
  ],
  [
    phrases(`
    warm-up|warmup|warm up|warming up|opening set|opener set|warm-up set|warmup set|warm up set|aufwarmen|warm-ups
  `),
    { max: 0.55 },
  ],
];
/** "low to medium energy": a level whose noun comes later. */
export const ENERGY_LEVELS: Readonly<Record<string, { min?: number; max?: number }>> = {
  low: { max: 0.35 },
  medium: { min: 0.35, max: 0.7 },
  mid: { min: 0.35, max: 0.7 },
  moderate: { min: 0.35, max: 0.7 },
  high: { min: 0.7 },
};
export const ENERGY_NOUNS: readonly string[] = phrases(`
    energy|energy level|energy levels|energie|energia|energy of|energy level of|energy:|energy at|energy around
    energielevel|energieniveau|nivel de energia|niveau d energie|niveau d'energie|livello di energia|poziom energii
    nrg|energii
  `);

/** Words of this file that a slip may be corrected to; the others are too short or too common. */
export const CORRECTABLE_CUES: readonly string[] =
  'without vocals around between minor major energy female instrumental songs tracks similar playlist music except nineties eighties seventies sixties compatible minutes something sharp bpm'.split(
    ' ',
  );
