import { phrases } from './phrases.ts';

/**
 * Genres that go by one name, and of whose tempo nothing is said. Genres that are an everyday word, have another name
 * or a usual tempo stand in genres.ts.
 */
export const FURTHER_GENRES: readonly string[] = phrases(`
    stadium rock|deep techno|broken beat|spiritual jazz|modal jazz|soul jazz|afro jazz|ethio jazz|chamber jazz|west coast jazz|post-bop
    avant-garde jazz|trad jazz|swing revival|stride piano|boogie woogie|third stream|outlaw country
    country rock|country pop|country blues|country soul|red dirt country|western swing|cosmic country
    country rap|gothic country|cowpunk|bakersfield sound|nashville sound|countrypolitan|old-time music
    appalachian folk|cajun|tejano|swamp pop|swamp blues|swamp rock|heartland rock|roots rock|electric blues
    piedmont blues|hill country blues|memphis blues|jump blues|blues soul|gothic metal|speed metal|groove metal
    viking metal|pagan metal|drone metal|industrial metal|alternative metal|post-metal|technical death metal
    melodic death metal|blackened death metal|deathgrind|symphonic black metal|funk metal|glam metal|hair metal
    mathcore|djent|stoner metal|celtic metal|avant-garde metal|crust punk|street punk|skate punk|anarcho punk
    horror punk|celtic punk|garage punk|psychedelic punk|dance punk|oi punk|queercore|riot grrrl|powerviolence
    melodic hardcore|emocore|midwest emo|easycore|crossover thrash|indie soul|indie electronic|indie surf
    anti-folk|dream folk|chamber folk|folk pop|neofolk|nordic folk|balkan folk|balkan beat|balkan brass
    protest folk|space ambient|psychedelic ambient|drone ambient|ambient pop|ambient dub|ambient house|illbient
    psybient|new romantic|sophisti-pop|baroque pop|sunshine pop|bubblegum pop|psychedelic pop|noise pop
    indietronica|twee pop|hypnagogic pop|teen pop|europop|electropop|technopop|bitpop|arena rock|comedy rock
    pub rock|jam band|heavy psych|desert rock|zamrock|anatolian rock|canterbury scene|zeuhl|rock in opposition
    post-britpop|madchester|paisley underground|deathrock|ethereal wave|neo-psychedelia|proto-punk|post-grunge
    nu gaze|nugaze|blackgaze|doomgaze|latin rock|afro rock|raga rock|phonk house|drift phonk|brazilian phonk
    plugg|pluggnb|rage rap|trap metal|emo rap|country trap|jazz hop|dirty south|chopped and screwed
    hardcore hip hop|political hip hop|alternative hip hop|chicago drill|brooklyn drill|afro drill|bongo flava
    hiplife|alternative r&b|contemporary r&b|pbr&b|blue-eyed soul|southern soul|psychedelic soul|chicago soul
    memphis soul|p-funk|boogie funk|electro funk|synth funk|afro funk|latin funk|latin soul|boogaloo
    acid breaks|progressive breaks|nu skool breaks|florida breaks|speed house|uk bass|uk hardcore|hard dance
    italodance|jumpstyle|frenchcore|terrorcore|hardtek|freetekno|hardvapour|euro-trance|dream trance
    balearic|balearic beat|balearic house|cosmic disco|post-disco|hi-nrg|afro disco|disco funk|dub poetry
    digital dub|techstep|darkstep|ragga jungle|drumfunk|future beats|hybrid trap|3-step|afro deep|bacardi house
    singeli|shangaan electro|gengetone|azonto|coupé-décalé|ndombolo|zouglou|makossa|bikutsi|mbalax|fuji music
    apala|benga|taarab|chimurenga|mbaqanga|marabi|isicathamiya|maskandi|kwassa kwassa|congolese rumba
    afro-cuban jazz|afro-cuban|afro pop|afro soul|afro fusion|afroswing|palm-wine music|tuareg blues
    desert blues|gnawa|chaabi|shaabi|mahraganat|khaleeji|dabke|ghazal|thumri|kirtan|bhajan|carnatic
    hindustani classical|indian classical|filmi|indi-pop|desi hip hop|sufi music|sufi rock|kollywood|tollywood
    dangdut|gamelan|kroncong|luk thung|mor lam|shibuya-kei|k-indie|k-r&b|k-rock|c-rock|pinoy rock|opm|v-pop
    t-pop|q-pop|tuvan throat singing|throat singing|persian classical|rebetiko|laiko|entechno|sevdah|sevdalinka
    chalga|manele|romani music|csárdás|joik|kulning|schottische|hambo|tamburica|musette|bal musette
    chanson réaliste|nouvelle chanson|neue deutsche härte|krautpop|liedermacher|canzone napoletana
    neapolitan song|tarantella|pizzica|copla|rumba flamenca|rumba catalana|sardana|muiñeira|fandango
    cante jondo|nuevo flamenco|flamenco fusion|pimba|coladeira|funaná|batuque|semba|marrabenta|tarraxinha
    guaracha|guaguancó|danzón|son cubano|timba|salsa romantica|salsa dura|changüí|nueva trova|nueva canción
    bolero son|rhumba|pasodoble|bugalú|champeta|bullerengue|joropo|huayno|marinera|zamba|chacarera|chamamé
    milonga|candombe|murga|electrotango|nuevo tango|cuarteto|cueca|banda sinaloense|norteña|huapango
    son jarocho|grupera|duranguense|tribal guarachero|neoperreo|perreo|latin alternative|latin r&b|choro|baião
    frevo|maracatu|tropicália|samba rock|samba reggae|samba de roda|samba-canção|tecnobrega|piseiro|arrocha
    lambada|carimbó|manguebeat|bossa jazz|funk melody|funk ostentação|jovem guarda|música caipira|chutney soca
    power soca|groovy soca|nyabinghi|goombay|junkanoo|cadence-lypso|bouyon|gwo ka|maloya|sega music|ska jazz
    third wave ska|ska revival|reggae rock|reggae fusion|raggamuffin|roots dub|renaissance music|medieval music
    chamber music|choral music|contemporary classical|impressionist music|madrigals|plainchant|sacred music
    symphonic prog|operetta|zarzuela|musical theatre|vaudeville|barbershop quartet|marching band|military march
    exotica|easy listening|space age pop|library music|trailer music|dungeon synth|sovietwave|dreampunk
    mallsoft|signalwave|darksynth|nightcore|lolicore|digital hardcore|electro-industrial|aggrotech|futurepop
    dark electro|power electronics|power noise|rhythmic noise|harsh noise wall|musique concrète|electroacoustic
    sound collage|plunderphonics|microsound|lowercase music|field recordings|contemporary christian
    christian rock|christian metal|praise and worship|worship music|southern gospel|urban gospel|spirituals
    negro spirituals|skiffle|mod revival|merseybeat|british invasion|freakbeat|surf music|rautalanka|humppa
    suomirock|iskelmä|dansktop
`);
