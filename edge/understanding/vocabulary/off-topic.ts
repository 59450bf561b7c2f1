import { phrases, wordSet } from './phrases.ts';

/** Openings of a sentence that asks for something other than music. */
export const OFF_TOPIC_OPENINGS: readonly string[] = phrases(`
    guitar chords for|chords for|chords to|chords of|lyrics meaning|meaning of|tabs for|guitar tabs for|sheet music for|lyrics to|lyrics of|lyrics for|i used to|he used to|she used to|we used to|i play the|he plays|she plays|happy new year|merry christmas|happy easter
    see you|see ya|ill be late|ill be back|i sold|we visited|i lived
    how come it|will there|was it|was that|was he|was she|were they|what is|what bpm is|what bpm are|what tempo is|what key is|which key is|which keys are|whats|what's|what are|what was|what were|what does|what do you|what did|what time|what day|what year
    what happened|who is|whos|who was|who invented|who are|who won|who wrote|who sang|who made|why is|why are|why do
    why does|why did|why was|when is|when was|when does|when did|when will|where is|wheres|where can|where are
    where do|where was|how do|how does|how did|how is|how are|how can|how to|how much|how many|how long|how old
    how far|how tall|how big|how fast|how high|which country|which is|whose|is it|is the|is my|are you|are we
    are they|does the|does my|did you|did the|will it|will the|can i use|can you explain|can you write
    can you help me with|could you explain|could you write|tell me|explain|define|describe|translate
    summarise|summarize|calculate|compute|solve|convert|remind me|remind|set a timer|set an alarm|set alarm|wake me
    call|text|email|message|book|book a|book me|order|order a|order me|buy|sell|reserve|schedule|write|write a
    write me|draw|paint|code|fix|install|repair|turn off|turn on the|turn up the heating|switch off|open the
    close the|lock the|pay|transfer|add milk|add eggs|navigate|directions|weather|what should i wear
    what should i eat|what should i cook|recipe|recipe for|give me a recipe|find me a recipe|find me a restaurant
    find a|tell me a|i lost|i have lost|my car|my computer|my phone|my laptop|my dog|my cat|my back|my head
    my internet|i broke|thanks for|good morning|good evening|good night|good afternoon|happy birthday
    nice to meet you|wie spat|wie wird|wie ist das wetter|wird es|wie geht|was ist|wo ist|wer ist|wann|wie viel
    quelle heure|quel temps|qu'est-ce que|ou est|comment ca va|comment|que hora|que tiempo|que es|donde esta
    como estas|cuanto|che ora|che ore|dove|quanto costa|come stai|que horas|onde fica|quanto custa|como vai|hoe laat
    waar is|wat is|hoe gaat|ktora godzina|gdzie jest|co to|jak sie masz|ile kosztuje|compare|recommend a restaurant
    recommend a book|recommend a film|recommend a movie|recommend a hotel|directions to|can you fix|can you book
  `);

/** Such an opening is no obstacle when the text goes on like this: it asks for music after all. */
export const MUSIC_QUESTIONS: readonly string[] = phrases(`
    what should they hear|what should they listen|what should she listen|what should he listen|whats come out|what has come out|what came out|whats new in|whats new|what was released|whats been released|what dropped
    what mixes|what is the best|whats the best|what's the best|what do you recommend|what do you suggest|what would you|what can you play|what can you recommend|what can you find|what can you give|who is similar|who is like|whos similar|what is a good|what would mix|what goes with|what would go|what goes well|what works with|what blends
    what else would i like|what else should i|what should i play|what should i listen|what can i play|what to play
    what could i play|what songs|what tracks|what tunes|what are some|what are good|what are the best|what is good
    whats good|what's good|what's a good|whats a good|what sounds like|what other|which songs|which tracks
    which tunes|which keys|what keys|what key mixes|who sounds like|who else|who makes|where can i find
    why is there no|why are there no|why isnt there|why no|how come|why do you never play|why dont you
    why have you no|tell me some|tell me what to play|tell me songs|what is there|what do you have|what have you got
    what would you play|what would you recommend|what music|which music|are there any|is there any|is there anything
    are there more|what is similar|what's similar|whats similar|what is like|do you have|what fits|what matches
    what works
  `);

/** Words that point at another matter than music; each counts against a request that says little else. */
export const OTHER_MATTERS: readonly string[] =
  `film films movie movies noir novel novels documentary documentaries heart pulse blood pressure patient watch phone-call weather rain raining snow forecast temperature bank banks mortgage loan tax taxes rent price prices cost costs euro euros dollar dollars money pay paid salary job jobs boss lawyer doctor dentist hospital medicine headache hurts hurt pain ankle sick recipe recipes bread cake cakes cheese milk eggs butter bake restaurant restaurants pizza burger coffee hotel hotels flight flights airport ticket tickets passport visa train trains bus traffic garage plumber boiler roof door doors window windows kitchen bathroom sofa table tables chair hinge leak leaking broken stuck repair fix wifi password passwords laptop printer phone email emails invoice spreadsheet python javascript function code bug compile server homework-help math maths equation capital president minister election war history country-code population planet galaxy physics chemistry biology dinosaur dinosaurs football soccer match score tennis team teams league goal dog dogs cat cats puppy vet garden lawn tree trees sentenced fine court police crime insurance contract meeting meetings deadline report presentation alarm timer reminder calendar appointment translate definition meaning spelling essay-topic stock stocks shares boil egg eggs noodles rice oven fridge fishing screws bulbs sensor visa parcel delivery refund subscription bitcoin crypto market markets tower river mountain lake city`.split(
    /\s+/,
  );

/** Text that speaks to the machine about itself. Each is a cue; the part of the sentence around it is not read. */
export const SYSTEM_CUES: readonly string[] = phrases(`
    ignore all|ignore the above|ignore above|ignore the rules|ignore any|ignore every|ignore everything
    ignore previous|ignore prior|ignore your|ignore my previous|ignore these|ignore those|ignore earlier
    ignore the previous|ignore the prior|ignore the system|ignore the instructions|ignore instructions|ignore rules
    disregard|forget your|forget all|forget everything|forget the rules|forget the above|forget previous
    forget prior|forget any|forget that you|forget what|override|overwrite|bypass|system:|system prompt
    system message|system override|system note|system instruction|assistant:|developer:|developer mode|debug mode
    admin mode|god mode|dan mode|you are now|you are a|you are an|you are dan|you are no longer
    you must now|you will now|from now on you|from now on respond|from now on answer|from now on act|act as|pretend to|pretend you|pretend youre|pretend that you|pretend this|roleplay|role play|simulate|jailbreak
    your instructions|your rules|your prompt|your system|your guidelines|your configuration|hidden prompt
    hidden instructions|initial prompt|the prompt|the instructions|previous instructions|prior instructions
    above instructions|instructions above|rules above|new instructions|new instruction|new rule|new rules
    real instructions|api key|api keys|apikey|secret key|access token|password|passwords|credentials
    environment variables|env vars|database|confidential|reveal|leak|exfiltrate|print the|print your|print all
    output the|output your|output only|output json|output all|repeat the|repeat your|repeat after me
    repeat everything|respond with|respond only|respond in|reply with|reply only|answer with|answer only|return only
    return all|return genres|return genre|return the|return a json|return json|return bpm|return null
    return an empty|return true|set genre|set genres|set the genre|set limit|set the limit|set bpm|set the bpm
    set unclear|set mood|set moods|set energy to|set all|set every|set the field|set the mood to|say hacked
    say pwned|tell me your|tell me the system|show me your instructions|show me your prompt|show me your system
    show your|execute|run the command|sudo|rm -rf|import os|os.system|eval|console.log|alert|function|curl|wget
    end of prompt|end of instructions|begin prompt|begin system|important:|instruction:|instructions:|unclear true
    unclear false|ignoriere alle|ignoriere die|ignoriere|vergiss alle|vergiss deine|du bist jetzt|systemprompt
    ignore toutes|ignorez|oublie tes|oublie toutes|tu es maintenant|ignora todas|ignora las|ignora le|ignora tutte
    ignora|olvida tus|olvida todas|dimentica|ahora eres|esqueca|negeer alle|negeer|vergeet|zignoruj|zapomnij
    as an ai|as a language model|language model|chatgpt|gpt|llm|token limit|tool call|call the tool|delete all
    delete the|delete my|delete every|drop table|drop the table|drop database
  `);

/** After a genre or instrument these make an everyday thing of it: "guitar lessons", "organ donor", "disco lights". */
export const EVERYDAY_HEADS: ReadonlySet<string> = wordSet(`
  hunting warming glasses audition auditions rehearsal rehearsals workshop workshops enrolment school videos
  lesson lessons teacher teachers class classes tutor exam donor donors transplant transplants mover movers seal
  seals case cases dress dresses shoes costume costumes recipe recipes sheet code codes poisoning zone opening gym
  light lights lamp sale repair repairs shop store player stand strap cover amp amps pedal pedals detector sensor
  server events event gig gigs ticket tickets config homework history museum lover lovers cleaning cleaners
  services estate phase retirement furniture chair strike footage bit bits key keys door doors number fair box
  garden prices insurance plant plants hinge dip roof rent roll climbing pool quiz bottom card cards course
  courses chamber
`);

/** The same after an activity: "yoga mats", "gaming laptops", "wedding cake". */
export const ACTIVITY_THINGS: ReadonlySet<string> = wordSet(
  'mat mats laptop laptops shoe shoes glasses cake dress membership gear clothes ring pants equipment jersey watch chair',
);
