import type { Mood } from '../../../shared/contracts/query.ts';
import { phrases } from './phrases.ts';

/**
 * The words that mean a mood, inflected forms included, in the languages that are read. Accents and case are folded
 * before they are compared. To add a word, add it to its mood.
 */
export const MOOD_WORDS: Readonly<Record<Mood, readonly string[]>> = {
  dark: words(
    'ダークな ダーク 暗い 黑暗 어두운 темного темным темные dyster dystert morkt mork synkka karanlik dark мрачное мрачная мрачный мрачную мрачные darker darkest sinister brooding gloomy dunkel dunkle dunkler dunkles dunklen duster dustere dusterer dusteres sombre sombres oscuro oscura oscuros oscuras scuro scura scuri scure cupo cupa sombrio sombria sombrios sombrias escuro escura donker donkere duister duistere mroczny mroczna mroczne mroczneg mrocznego ciemny ciemne ciemna tenebroso',
  ),
  uplifting: words(
    '高揚する 元気が出る uplifting euphoric erhebend erhebende euphorisch euphorische euphorique euforico euforica euforicos euforisch euforische euforyczny euforyczna euforyczne',
  ),
  chill: words(
    'チルな チル まったり ゆったり 放松 輕鬆 轻松 느긋한 편안한 расслабляющая расслабляющее расслабляющий расслабленный чил  avslappet avslappnad afslappet rento sakin chill chilled chilly chillin chilling chilledout chillaxed relaxed relaxing mellow mellower laidback easygoing laid-back easy-going entspannt entspannte entspannter entspanntes entspannten entspannend entspannende chillig chillige chilliger chilliges relaxant relaxante relaxantes detendu detendue decontracte relajado relajada relajante relajantes relajados rilassante rilassanti rilassato rilassata relaxado relaxada relaxantes ontspannen ontspannend ontspannende relaksujaca relaksujacy relaksujace relaksacyjna wyluzowany wyluzowane wyluzowana',
    'laid back',
    'easy going',
    'chilled out',
  ),
  melancholic: words(
    'メランコリックな 憂鬱な 切ない 忧郁 伤感 우울한 меланхоличная меланхоличное меланхоличный melankolisk melankoliskt vemodig vemodigt haikea melankoliaa melancholic melancholy melancholia wistful melancholisch melancholische melancholischer melancholisches wehmutig wehmutige melancolique melancoliques melancolico melancolica melancolicos melancolicas malinconico malinconica malinconici malinconiche melancholijny melancholijna melancholijne weemoedig weemoedige',
  ),
  energetic: words(
    'エネルギッシュな 激しい アゲアゲ 动感 신나는 энергичная энергичное энергичный энергичные energisk energiskt energinen enerjik energetic energising energizing hype hyped hyper-energetic energisch energische energischer energiegeladen energiegeladene energique energiques energico energica energicos energicas energici energiche energiek energieke energiczny energiczna energiczne energetyczna',
    'full of energy',
  ),
  romantic: words(
    'ロマンチックな ロマンティックな 浪漫 로맨틱한 романтичная романтическая романтичное romantisk romantiskt romanttinen romantik romanttista romantic romantisch romantische romantischer romantisches romantique romantiques romantico romantica romanticos romanticas romantici romantiche romantyczny romantyczna romantyczne',
  ),
  dreamy: words(
    'ドリーミーな 夢のような 梦幻 몽환적인 мечтательная мечтательное мечтательный drommende drommig drommigt unenomainen dreamy dreamier ethereal floaty dreamlike vertraumt vertraumte vertraumter vertraumtes traumerisch traumerische reveur reveuse planant planante onirico onirica sonador sonadora sognante sognanti etereo eterea sonhador sonhadora dromerig dromerige marzycielski marzycielska rozmarzony rozmarzona',
  ),
  aggressive: words(
    'アグレッシブな 攻撃的な 激烈 агрессивная агрессивное агрессивный aggressivt aggressive angry angrier agressive aggressiv aggressiver aggressives wutend wutende wutender agressif agressifs agresivo agresiva agresivos aggressivo aggressiva agressivo agressiva agressief agressieve boos boze agresywny agresywna agresywne wsciekly enojado arrabbiato',
  ),
  happy: words(
    '楽しい 明るい ハッピーな 幸せな 欢快 快乐 행복한 즐거운 밝은 iloinen iloista neseli mutlu happy веселое веселая веселый веселую веселые happier happiest cheerful joyful joyous frohlich frohliche frohlicher frohliches frohlichen froh glucklich gluckliche glucklicher joyeux joyeuse joyeuses gai heureux alegre alegres feliz felices felizes allegro allegra allegri allegre felice felici gioioso gioiosa vrolijk vrolijke blij blije wesoly wesola wesole wesolych radosny radosna radosne glad glade',
  ),
  sad: words(
    '悲しい 哀しい 悲伤 悲傷 슬픈 грустного ledsen ledsamt surullinen surullista huzunlu uzgun sad грустное грустная грустный грустную грустные sadder saddest heartbreaking triste tristes traurig traurige trauriger trauriges traurigen tristi droevig droevige verdrietig verdrietige smutny smutna smutne smutnych trist',
    'heart breaking',
  ),
  hypnotic: words(
    '催眠的な гипнотическая гипнотический hypnotic mesmerising mesmerizing hypnotisch hypnotische hypnotischer hypnotisches hypnotique hypnotiques hipnotico hipnotica hipnoticos ipnotico ipnotica hypnotiserend hypnotyczny hypnotyczna hypnotyczne',
  ),
  groovy: words('グルーヴィーな グルーヴィー 그루비한 groovy groovier groovig groovige grooviger grooviges groovend'),
  epic: words(
    '壮大な エピックな 史诗 эпичная эпичное эпический epic episch epische epischer episches epique epiques epico epica epicos epicas epici epiche epicki epicka epickie',
  ),
  peaceful: words(
    '静かな 穏やかな 落ち着いた 安静 平静 宁静 잔잔한 조용한 평온한 rauhallinen rauhallista fredelig fredeligt stille huzurlu lugn lugnt lugna peaceful спокойное спокойная спокойный спокойную спокойные calm calmer calming soothing serene tranquil ruhig ruhige ruhiger ruhiges ruhigen friedlich friedliche friedlicher beruhigend beruhigende calme calmes paisible paisibles apaisant apaisante tranquille tranquilles tranquilo tranquila tranquilos tranquilas calmado calmada calmo calma calmi pacifico pacifica sereno serena tranquillo tranquilla tranquilli tranquille rustig rustige vredig vredige kalm kalme spokojny spokojna spokojne spokojnych spokojnej kojaca',
  ),
  nostalgic: words(
    'ノスタルジックな 懐かしい 怀旧 懷舊 향수 ностальгическая ностальгичная ностальгическое nostalgisk nostalgiskt nostalginen nostalgic nostalgia nostalgisch nostalgische nostalgischer nostalgisches nostalgique nostalgiques nostalgico nostalgica nostalgicos nostalgiczny nostalgiczna nostalgiczne',
  ),
  sexy: words(
    'セクシーな 性感 섹시한 сексуальная sexy sensual sinnlich sinnliche sinnlicher sensuel sensuelle sensueel sensuele sensuale sensuali zmyslowy zmyslowa zmyslowe',
  ),
  emotional: words(
    'エモーショナルな エモい 感動的な 감성적인 эмоциональная emotional emotive emotionale emotionaler emotionales gefuhlvoll gefuhlvolle emotionnel emouvant emouvante emocional emotivo emotiva emozionante emocionante emotioneel emotionele emocjonalny emocjonalna emocjonalne',
  ),
  tense: words('緊張感のある tense angespannt spannungsgeladen tendu tendue tenso tensa teso'),
  mysterious: words(
    'ミステリアスな 神秘的な 神秘 신비로운 загадочная mysterious geheimnisvoll geheimnisvolle mysterios mysteriose mysterieux mysterieuse misterioso misteriosa misteriosi mysterieus mysterieuze tajemniczy tajemnicza tajemnicze',
  ),
};

function words(list: string, ...phrases: string[]): readonly string[] {
  return [...list.split(' '), ...phrases];
}

/**
 * Words that say something of the mood or style but not which of several things (SPEC section 6): they are
 * understood, they go into the text search, and they set no field.
 */
export const MOOD_HINTS: readonly string[] = phrases(`
    upbeat|feel good|feelgood|feel-good|moody|cinematic|funky|soulful|jazzy|bluesy|folky|trancey|trippy|banging
    banger|bangers|pumping|driving|slow|slower|fast|faster|uptempo|up-tempo|up tempo|mid-tempo|midtempo|mid tempo
    medium tempo|soft|softer|gentle|hard|harder|heavy|heavier|deep|deeper|raw|filthy|dirty|gritty|warm|bright|quiet
    loud|smooth|minimal|melodic|progressive|psychedelic|experimental|classic|classics|old school|old skool|oldschool
    old-school|new school|underground|obscure|acoustic|acoustically|unplugged|ballad|ballads|love songs|love song
    motown|garage|acid|orchestral|symphonic|tribal|percussive|bouncy|catchy|chunky|rolling|stomping|atmospheric
    spacey|ambiental|lush|beautiful|pretty|sweet|cool|summery|sunny|wintry|danceable|anthemic|anthem|anthems|retro
    vintage|modern|recent|new|fresh|latest|popular|famous|best|good|great|nice|decent|proper|solid|phat|sick|dope
    wicked|lit|fire|nasty|cheeky|cheesy|rare|lesser known|unknown|vocal|live|remix|remixes|remixed|cover|covers|edit
    edits|bootleg|bootlegs|mashup|mashups|explicit|clean|radio edit|radio edits|extended|extended mix|original
    originals|commercial|mainstream|stripped back|stripped-back|low-key|low key|lowkey|bass-heavy|bass heavy
    heavy bass|bassy|festival|club|clubby|clubbing|lively|powerful|intense|string quartet|string quartets|orchestra
    quartet|tanzbar|tanzbare|langsam|langsame|langsamer|schnell|schnelle|schneller|lent|lente|lents|rapide|rapides
    lento|lenta|lentos|rapido|rapida|rapidos|veloce|veloci|snelle|snel|langzaam|langzame|wolny|wolna|wolne|szybki
    szybka|szybkie|doux|douce|suave|suaves|dolce|zacht|zachte|sanft|sanfte|bailable|bailables|beste|besten|gute
    guter|gutes|schone|nuevo|nueva|nouveau|nouvelle|hammond|808|909|303|balladen|ballades|baladas|ballate|ballady|cosy|cozy|girl group|girl groups|boy band|boy bands|crooners|divas|a cappella|acapella|acappella|turn of the century|bay area|west coast|east coast|dirty south
    east london|south london|north london|west london|midwest
  `);
