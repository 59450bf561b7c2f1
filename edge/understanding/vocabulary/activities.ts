import type { Activity } from '../../../shared/contracts/query.ts';
import { phrases } from './phrases.ts';

/**
 * The phrases that mean an activity, by activity. Words that often mean something else ("work", "drive") are here
 * only inside phrases that leave no doubt. DJ sets, clubs, festivals and bars are no activities.
 */
export const ACTIVITY_PHRASES: Readonly<Record<Activity, readonly string[]>> = {
  workout: phrases(`
    筋トレ|筋トレ用|ジム|spor icin|spor salonu|для зала|спортзала
    while working out|workin out|workout|workouts|work out|working out|gym|the gym|lifting|lifting weights|weightlifting|weight lifting|to lift weights|lift weights|weights
    тренировка|тренировки|тренировок|leg day|deadlifts|crossfit|hiit|spin class|bench press|training session|exercise|exercising|cardio|pump iron
    pumping iron|bootcamp|boxing|fitness|fitnessstudio|krafttraining|zum training|beim training|furs training
    entrainement|musculation|salle de sport|gimnasio|el gimnasio|entrenar|entrenamiento|palestra|la palestra
    allenamento|allenarmi|academia|treinar|treino|malhar|sportschool|sporten|trainen|silownia|silowni|silownie
    na silownie|trening|treningu|do cwiczen|faire du sport|pour le sport|zum sport|beim sport
  `),
  running: phrases(`
    ランニング|ランニング用|ジョギング|kosu icin|kosarken
    running|run|a run|my run|morning run|tempo run|long run|easy run|trail run|parkrun|jog|jogging|half marathon|marathon|marathon training|5k|10k
    training for a race|parkrun|runner|runners|treadmill|sprints|sprint|zum laufen|beim laufen|furs laufen|joggen
    zum joggen|laufmusik|courir|la course|footing|correr|para correr|salir a correr|correre|la corsa|corsa|corrida
    kosu|kosarken|kosmak|lobetur|lobeturen|lobeture|lopetur|lopeturen|lopturen|loptur|lopning|juoksu|juoksulenkki
    te rennen|om te rennen|op te rennen|бега|пробежки|hardlopen|biegania|bieganie|biegac|biegu
  `),
  cycling: phrases(`
    spin bike|spin class|cycling|cycle ride|bike ride|biking|spinning|turbo trainer|peloton ride|on my bike|on the bike|bicycle ride
    radfahren|fahrradfahren|rad fahren|velo|faire du velo|ciclismo|andar en bici|en bici|in bici|pedalar
    andar de bicicleta|fietsen|fietstocht|rower|na rower|jazdy na rowerze|jazda na rowerze
  `),
  walking: phrases(`
    散歩|прогулки|yuruyus
    power walk|power walks|power walking|walks|walking|walk|a walk|my walk|walking group|walking club|rambling club|dog walk|walk the dog|walking the dog|hiking|hike|stroll|strolling|spazieren
    spazieren gehen|spaziergang|wandern|marcher|promenade|balade|caminar|pasear|paseo|camminare|passeggiata
    passeggiare|caminhar|caminhada|passear|wandelen|wandeling|spacer|na spacer|spaceru|spacerowania
  `),
  yoga: phrases(`
    ヨガ|йоги
    yoga|pilates|vinyasa|savasana|shavasana|ashtanga|sun salutations|asanas|joga|jogi|stretching
  `),
  meditation: phrases(`
    瞑想|медитации|meditasyon
    meditation|meditate|meditating|mindfulness|breathwork|meditieren|meditacion|meditar|meditazione|meditare
    meditacao|meditatie|mediteren|medytacja|medytacji|medytowac|mediter
  `),
  sleep: phrases(`
    睡眠用|睡眠|寝る前|сна|для сна|засыпания|uyku icin|uyumak icin
    sleep|sleeping|asleep|fall asleep|falling asleep|bedtime|nap|napping|a nap|insomnia|drift off|drifting off
    doze off|dozing off|nod off|kip|sleepy time|go to bed|going to bed|before bed|to bed|schlafen|zum schlafen
    einschlafen|zum einschlafen|schlaf|dormir|pour dormir|s'endormir|sommeil|sieste|siesta|dormire|addormentarsi
    per dormire|slapen|slaap|in slaap vallen|snu|do snu|spania|zasypiania|sen|spanie|adormecer
  `),
  study: phrases(`
    勉強|勉強用|учебы|учебу|учиться|ders calisirken|ders calismak|odev yaparken
    study|studying|studies|revision|revising|revise|homework|exam|exams|exam prep|cramming|coursework|finals week
    lernen|zum lernen|studieren|hausaufgaben|etudier|reviser|revisions|devoirs|estudiar|estudio|deberes|studiare
    studio|per studiare|compiti|estudar|estudos|licao de casa|studeren|huiswerk|leren|nauki|do nauki|nauka|uczenia
    uczyc|thesis writing|essay writing|my dissertation|write my essay|writing my thesis
  `),
  work: phrases(`
    作業用|仕事用|работы|calisirken
    for work|at work|while i work|while working|work from home|working from home|wfh|to work to|work to|to work
    work playlist|work music|working|the office|office|in the office|deep work|focus work|my shift|work session
    workday|working day|office hours|work|arbeiten|zum arbeiten|beim arbeiten|arbeit|bei der arbeit|travailler
    pour travailler|travail|le travail|trabajar|para trabajar|el trabajo|trabajo|oficina|lavorare|lavoro|ufficio
    trabalhar|trabalho|escritorio|werken|het werk|kantoor|pracy|do pracy|praca|pracowac|buro
  `),
  reading: phrases(`
    読書|読書用|чтения|kitap okurken
    reading|read|read a book|reading a book|lesen|zum lesen|beim lesen|lire|pour lire|lecture|leer|para leer|leggere
    lettura|ler|leitura|lezen|czytania|do czytania|czytanie|czytac
  `),
  driving: phrases(`
    ドライブ|ドライブ用|в машину|для машины|в дорогу|araba icin|araba kullanirken|voor de auto|in de auto
    road tripping|road trippin|road trip|roadtrip|road-trip|ride home|drive home|drive to work|in the car|the car|my car|car|car ride|car journey|car playlist|driving
    while driving|car trip|car trips|long drive|night drive|late night drive|hour drive|a drive|drive|the drive|drive home|driving home
    night driving|motorway|highway|autobahn|the whip|whip|autofahren|zum autofahren|beim autofahren|autofahrt
    im auto|furs auto|auto fahren|fahrt|roadtrips|conduire|en voiture|la voiture|voiture|la route|conducir|manejar
    el coche|coche|en el coche|carretera|guidare|in macchina|macchina|in auto|alla guida|viaggio in auto|dirigir
    no carro|carro|estrada|autorijden|in de auto|rijden|onderweg|jazdy|do jazdy|samochodu|do samochodu|w samochodzie
    jazda samochodem|do auta
  `),
  party: phrases(`
    パーティー|パーティー用|вечеринки|вечеринку|parti icin
    party|parties|house party|house-party|birthday party|pool party|garden party|office party|block party
    new year party|after party|afterparty|afters|pre-drinks|predrinks|pre drinks|pres|pregame|pre-game|pregaming
    partying|hen do|stag do|bachelorette|bash|shindig|get-together|feier|feiern|fete|soiree|fiesta|fiestas|festa
    feest|feestje|impreza|imprezy|imprezie|imprezowa|impreze|vorgluhen|hausparty|partymusik|geburtstagsparty
    geburtstagsfeier
  `),
  wedding: phrases(`
    wedding|weddings|first dance|wedding reception|wedding party|getting married|walking down the aisle|hochzeit
    hochzeiten|hochzeitsfeier|mariage|boda|bodas|matrimonio|nozze|casamento|bruiloft|trouwfeest|wesele|wesela|weselu
    slub
  `),
  dinner: phrases(`
    ужина|ужин|ディナー
    dinner|aksam yemegi|aksam yemegi icin|dinner party|dinner parties|supper|dinner date|dining|eating dinner|abendessen|zum abendessen
    beim abendessen|essen|zum essen|diner|le diner|souper|cena|la cena|cenar|a cena|jantar|avondeten|bij het eten|eten|diner muziek
    kolacja|kolacji|kolacje|do kolacji|candlelit dinner|candlelight dinner
  `),
  cooking: phrases(`
    料理|料理用|готовки|yemek pisirirken
    cooking|cook|cookin|pour la cuisine|en cuisine|faire la cuisine|yemek yaparken|in cucina|en la cocina|na cozinha|cooking dinner|cook dinner|making dinner|baking|in the kitchen|kochen|zum kochen|beim kochen
    cuisiner|faire la cuisine|cocinar|para cocinar|cucinare|per cucinare|cozinhar|koken|gotowania|do gotowania
    gotowanie|gotowac
  `),
  cleaning: phrases(`
    clean the kitchen|cleaning the kitchen|clean the bathroom|cleaning the bathroom|scrub the kitchen|scrub the floor|scrub the bathroom|scrub the house|scrubbing|cleaning|clean the house|cleaning the house|cleaning the flat|clean my room|cleaning my room|clean the flat
    tidying|tidying up|tidy up|housework|chores|hoovering|hoover|vacuuming|doing the dishes|washing up|mopping
    ironing|putzen|zum putzen|beim putzen|aufraumen|hausputz|faire le menage|menage|nettoyer|limpiar|limpieza
    limpiar la casa|pulire|pulizie|le pulizie|limpar|faxina|limpar a casa|schoonmaken|poetsen|sprzatania
    stadning|stadningen|stada|rengoring|siivous|siivoukseen|temizlik|уборки|do sprzatania|sprzatanie
  `),
  gaming: phrases(`
    gaming|gaming session|video games|playing games|videogames|game night|gamer|zocken|zum zocken|jeux video
    jouer aux jeux|videojuegos|videogiochi|gamen|gry|do grania|grania|late night gaming|esports|raiding
  `),
};

/** What one may do to music that is no activity of the list: understood, and sets nothing. */
export const OTHER_OCCASIONS: readonly string[] = phrases(`
    feeling blue|track and field|old soul|poor soul|lost soul|kind soul|every soul|hard rock bottom|full house|white house|open house|in house|in-house|swing by at|swing by the|swing by my|pop round|pop over|pop in and|pop in to|pop into|rock up|drill down|coding|programming|brunch|breakfast|brekkie|brekky|lunch|barbecue|bbq|beach|the beach|commute|commuting|dancing|dance|to dance
    relax|to relax|focus|focusing|concentration|concentrate|dj set|dj-set|djing|club|club night|nightclub|festival
    bar|pub|sunset|sunset set|sunrise|sunday|sundays|sunday morning|sunday afternoon|saturday|saturday night|friday
    friday night|weekend|monday|morning|mornings|evening|evenings|night|nights|late night|afternoon|tonight|tomorrow
    today|summer|winter|autumn|spring|rainy day|rainy days|christmas|halloween|birthday|anniversary|funeral|funerals|memorial|christening|baptism|graduation|engagement|prom|spa|massage|cafe|coffee shop
    terrace|rooftop|garden|date night|bath|shower|flight|plane|train|baile|bailar|para bailar|tanzen|zum tanzen
    danser|ballare|dancar|dansen|tanczyc|tanca|para relajarse|relajarse|relaxar|entspannen|zum entspannen
    se detendre|rilassarsi|ontspannen|relaksu|do relaksu|konzentrieren|se concentrer|afterwork|aperitivo|apero
    strand|plage|playa|praia|spiaggia|abend|heute abend|ce soir|esta noche|stasera|vanavond|wieczor|wieczorem|noche
    nacht|nuit|notte|noite
  `);

/** Single words that name an activity only in its usual place ("for a run", "work playlist"), and often something else. */
export const ACTIVITIES_IN_CONTEXT: ReadonlySet<string> = new Set(
  'run running walk walking work working read study studies studio drive driving car weights cook whip exercise essen sen leren office sprint sprints nap kip bash pres afters lecture fahrt fete boxing rower diner dining carro estrada promenade paseo balade highway motorway cardio arbeit lavoro trabajo trabalho praca travail'.split(
    ' ',
  ),
);

/** Words before such a word that put it in its place. */
export const ACTIVITY_CONTEXT: ReadonlySet<string> = new Set(
  'for are am were be been while during to when whilst in at on a my our the after before with go going im zum beim furs im bei fur pour en le la de para per por om te voor do na w morning evening long late night hour early birthday dance house office christmas pool garden staff student proper big summer family up cooking dinner work off out minute minutes min mile miles km k'.split(
    ' ',
  ),
);
