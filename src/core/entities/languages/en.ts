import { phraseGroups, phrases, words, type NameLanguage } from './language';
import { PEOPLES } from './peoples';

export const en: NameLanguage = {
  locales: ['en', 'en-GB'],
  script: 'Latin',
  inflection: 0,
  common: words(`
    a an the this that these those some any each every all both either neither no none many much more most several few
    another other others such same one two three four five six seven eight nine ten hundred thousand million billion
    i i'm i've i'll i'd it's he's she's that's what's there's don't didn't let's we're they're you're
    i you he she it we they me him her us them my your his its our their mine who whom whose which what where when why
    how and or but nor so yet if unless until while although though because since as than then thus hence therefore
    however moreover meanwhile nevertheless nonetheless instead otherwise besides also too only even just still already
    again once twice ever never always often sometimes usually recently currently today yesterday tomorrow tonight now
    here there yes not in on at by to from of for with without within into onto upon over under above below between
    among against across along around about after before during despite towards toward through throughout near per via
    off out up down like unlike following according amid is are was were be been being am do does did done have has had
    having will would shall should can could may might must let get got make made take took say says said see read
    click share photo photos image video source caption credit archive comment comments close next previous first
    second third last new old good bad best worst big small high low long short early late former current own sure
    ok well oh ah perhaps maybe indeed finally later earlier later soon overall nearly almost about police officials
    analysts experts critics people men women children man woman others sources monday tuesday wednesday thursday
    friday saturday sunday january february march april may june july august september october november december jan
    feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun gmt est utc am pm added asked shares
    result results summary note notes update correction attendance standings scores leading final semifinal round
    group tel fax http home away total market markets stocks thanks please dear nothing something
    everything everyone everybody someone somebody anyone nobody traders dealers net sales profit revenue division
  `),
  calendar: words(`
 monday tuesday wednesday thursday friday saturday sunday january february march april june july august september october november december jan feb apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun gmt est utc
`),
  peoples: PEOPLES.en,
  creeds: words(
    'christian communist communists democratic democrat democrats republican republicans conservative labour liberal socialist tory tories western latin soviet nazi nazis',
  ),
  compound: /-(?:based|born|led|backed|held|owned|made|style|controlled|sponsored|trained|run|dominated)$/,
  particles: words('de la le van von der den da di du dos del bin al el ibn'),
  headParticles: words('of for and on in to at against'),
  conjunctions: words('and'),
  articles: words('the'),
  titles: words(`
    mr mrs ms miss dr sir lord lady dame prof professor president vice-president vice prime deputy minister premier
    secretary secretary-general chancellor governor mayor senator congressman congresswoman representative rep sen
    ambassador envoy general gen colonel col captain capt major maj lieutenant lt sergeant sgt admiral commander
    marshal chief judge justice attorney inspector detective officer king queen prince princess duke emperor tsar
    sultan sheikh pope bishop archbishop cardinal father rev reverend rabbi imam ayatollah saint coach manager striker
    midfielder defender goalkeeper captain chairman chairwoman director spokesman spokeswoman spokesperson leader
    author writer actor actress singer journalist reporter economist analyst lawyer doctor engineer champion
    seed foreign defence defense finance interior trade health education economy treasury head candidate
    ceo founder brother sister wife husband son daughter
  `),
  women: words(`
    mrs ms miss lady dame madam congresswoman councilwoman chairwoman spokeswoman businesswoman queen princess
    duchess baroness countess empress actress sister mother wife widow daughter
  `),
  men: words(`
    mr sir lord congressman councilman chairman spokesman businessman king prince duke baron count emperor tsar sultan
    sheikh pope bishop archbishop cardinal father imam actor brother husband widower son
  `),
  portfolios: words(
    'foreign defence defense finance interior trade health education economy treasury affairs state',
  ),
  heads: {
    organization: words(`
      ministry department university institute bank council committee commission federation association organisation
      organization house office bureau agency court parliament congress senate board centre center college school
      church league union fund society academy embassy museum hospital party movement front army royal radio
      federal national international democratic
    `),
    location: words(`
      lake mount mt gulf bay cape isle island islands strait river sea port fort republic kingdom south north east west
      central saint st san santa los las el new upper lower
    `),
    event: words('operation battle siege hurricane typhoon cyclone tour'),
    product: words('boeing airbus treaty convention resolution directive'),
  },
  tails: {
    organization: words(`
      inc corp co ltd plc llc ag sa nv company corporation group holdings holding bank party council commission committee
      ministry department agency university institute college school union association federation organisation
      organization league club fc united rovers wanderers athletic hospital court parliament assembly congress
      senate authority board bureau office service services front army forces force guard police church foundation fund
      trust society academy centre center museum theatre press news times post journal herald tribune guardian radio
      television tv network airlines airways motors systems technologies industries partners securities exchange
      reserve administration alliance coalition movement front brigade brothers insurance pharmaceuticals
      communications telecom electric oil gas energy steel mines international stores
    `),
    location: words(`
      river lake sea ocean bay gulf island islands mountain mountains valley desert coast beach park street avenue road
      square bridge city county province district state airport station stadium peninsula strip border highlands palace
    `),
    event: words(`
      war wars cup olympics games championship championships open festival summit conference election elections
      revolution tournament prix masters series marathon derby day
    `),
    product: words(
      'act treaty pact accord accords agreement agreements convention protocol resolution directive prize award bible missile',
    ),
  },
  groupParticles: words(''),
  ordinals: words('first second third fourth fifth sixth seventh eighth ninth tenth'),
  abbreviations: words('st mt ft jr'),
  genitives: words('of'),
  smallTails: {},
  before: {
    location: words('city town village capital province region island airport port near'),
    organization: words('company group firm bank party newspaper daily magazine agency club broadcaster'),
    event: words('hurricane typhoon cyclone storm operation'),
    product: words(`
      missile missiles rocket rockets torpedo drone drones tank tanks howitzer howitzers fighter bomber helicopter frigate
      corvette destroyer cruiser submarine warship carrier tanker freighter ferry yacht ship satellite spacecraft probe
      pipeline reactor app chatbot browser smartphone console vaccine film movie documentary series sitcom book novel
      memoir album song single play musical opera painting
    `),
  },
  after: {
    product: words(`
      missile missiles rocket rockets drone drones tank tanks howitzer howitzers launcher launchers jets fighter
      helicopter helicopters bomber bombers rifle rifles submarine submarines vaccine vaccines pipeline pipelines
      smartphone smartphones chatbot
    `),
  },
  weaklyBefore: {
    location: words('in at near from to outside around across'),
    person: words('by'),
    organization: words('v vs beat against'),
  },
  credits: phrases(`
    photo:, photos:, photograph:, photo by, photograph by, picture:, pictures:, image:, images:, credit:, source:, sources:, ( with,
    additional reporting by, reporting by, with reporting by, with reporting from, compiled from
  `),
  sourcesAfter: words(''),
  speech: words(`
    said says told added asked replied announced declared stated explained argued claimed warned insisted admitted
    denied wrote tweeted born died married won lost beat scored
  `),
  givenNames: words('vladimir joe donald xi boris hillary barack'),
  settled: {
    location: phrases(`
    US, USA, U.S., U.S.A., UK, U.K., UAE, USSR, GDR, DPRK, Britain, Great Britain, England, Scotland, Wales,
    Northern Ireland, Soviet Union, Russian Empire, Ottoman Empire, Roman Empire, Austria-Hungary, Third Reich, Prussia,
    Yugoslavia, Czechoslovakia, Czech Republic, East Germany, West Germany, Burma, Zaire, Rhodesia, Palestine, Holland,
    Turkey, Taiwan, Ivory Coast, Cape Verde, Republic of Ireland, Democratic Republic of Congo,
    Democratic Republic of the Congo, Russian Federation, Republic of Korea, People's Republic of China, North Macedonia,
    South Sudan, South Korea, North Korea, Bosnia, Bosnia and Herzegovina, Trinidad and Tobago, Antigua and Barbuda,
    Saint Vincent and the Grenadines, United Arab Emirates, Emirates, Vatican City, Swaziland, Macedonia, Transnistria
  `),
    organization: phrases(`
    White House, Kremlin, Pentagon, Downing Street, 10 Downing Street, Whitehall, Foggy Bottom, Buckingham Palace,
    Kensington Palace, Holyrood, Stormont, Élysée, Elysée, Elysee, Élysée Palace, Elysée Palace, Elysee Palace, Matignon,
    Quai d'Orsay, Quirinal, Palazzo Chigi, Moncloa, La Moncloa, Moncloa Palace, Casa Rosada, La Moneda, Planalto,
    Planalto Palace, Itamaraty, Blue House, Malacañang, Malacanang, Malacañang Palace, Malacanang Palace, Zhongnanhai,
    Rashtrapati Bhavan, Bankova
  `),
    event: phrases(`
      World Cup, Champions League, Europa League, Conference League, Nations League, Premier League, La Liga,
      Bundesliga, Serie A, Ligue 1, FA Cup, League Cup, Copa America, Copa América, Copa Libertadores, European Cup,
      Davis Cup, Ryder Cup, Wimbledon, Roland Garros, Roland-Garros, French Open, US Open, U.S. Open, Australian Open,
      Tour de France, Giro d'Italia, Vuelta a España, Vuelta, Formula One, Formula 1, MotoGP, Dakar Rally, Super Bowl,
      World Series, Stanley Cup, Six Nations, Olympics, Olympic Games, Winter Olympics, Summer Olympics, Paralympics,
      Commonwealth Games, Eurovision, Eurovision Song Contest
    `),
  },
  blocs: phrases('the West'),
  names: {
    location: phrases(`
      America, Gaza,
      Gaza Strip, West Bank, Tibet, Chechnya, Crimea, Donbas, Kashmir, Kurdistan, Hong Kong,
      Middle East, Far East, Latin America, North America, South America, Central America, Western Europe,
      Eastern Europe, Balkans, Caucasus, Scandinavia, Mediterranean, Atlantic, Pacific, Arctic, Antarctica,
      Siberia, Washington, New York, Wall Street, Capitol Hill, Brussels, The Hague, Geneva, Jerusalem, Tel Aviv, Ankara,
      Pyongyang, Moscow, Beijing, Kiev, Kyiv, Lisbon, Macau, West Indies, Bavaria, Normandy,
      Catalonia, Sicily, Flanders
    `),
    organization: phrases(`
      UN, U.N., United Nations, EU, E.U., European Union, European Commission, European Parliament, NATO, Nato, WHO, WTO,
      IMF, World Bank, ILO, OECD, OPEC, OSCE, IAEA, UNESCO, UNICEF, UNHCR, ASEAN, APEC, G7, G20, G8, BRICS, Interpol,
      Europol, ECB, Red Cross, Amnesty International, Human Rights Watch, Greenpeace, CIA, FBI, NASA, Vatican, Taliban, Hamas, Hezbollah, Al Qaeda, al-Qaeda, Islamic State, ISIS,
      PLO, PKK, IRA, ANC, KGB, FSB, Mossad, House of Commons, House of Lords, House of Representatives, Senate, Congress,
      State Department, Supreme Court, Security Council, Security Council of Russia, General Assembly, State Duma, Duma,
      Knesset, Bundestag, Reuters, AP, Associated Press, AFP, Agence France-Presse, TASS, Tass, Itar-Tass, RIA Novosti,
      Interfax, Xinhua, KCNA, Yonhap, Kyodo, BBC, CNN, NBC, CBS, ABC, NHK, DPA, Bloomberg, New York Times,
      The New York Times, Washington Post, The Washington Post, Wall Street Journal, Financial Times, The Guardian,
      Le Monde, Der Spiegel, Google, Microsoft, Apple, Facebook, Amazon, Twitter, IBM, Gazprom, Rosneft, FIFA, UEFA, IOC,
      Boeing, Airbus, Toyota, Volkswagen, Labour Party, Conservative Party, Republican Party, Democratic Party
    `),
    event: phrases(`
      World War I, World War II, World War Two, World War One, First World War, Second World War, Cold War, Gulf War,
      Holocaust, Brexit, Grand Prix,
      Christmas, Easter, Ramadan
    `),
    product: phrases(
      'Bible, Koran, Windows, iPhone, Android, WhatsApp, Instagram, YouTube, Nobel Prize, Nord Stream',
    ),
  },
  synonyms: phraseGroups(`
    United States, US, U.S., USA, U.S.A., United States of America
    United Kingdom, UK, U.K., Britain, Great Britain
    Russia, Russian Federation
    North Korea, DPRK, Democratic People's Republic of Korea
    South Korea, Republic of Korea
    China, PRC, People's Republic of China
    United Arab Emirates, UAE, Emirates
    Côte d'Ivoire, Ivory Coast
    Czechia, Czech Republic
    Türkiye, Turkey
    Myanmar, Burma
    Netherlands, Holland
    Congo - Kinshasa, DRC, DR Congo, Democratic Republic of the Congo, Democratic Republic of Congo
    Soviet Union, USSR, Union of Soviet Socialist Republics
    Kyiv, Kiev
    UN, U.N., United Nations
    EU, E.U., European Union
    NATO, North Atlantic Treaty Organization, North Atlantic Treaty Organisation
  `),
  usualLabel: 'person',
  furniture: words(`
    read_more read_also also_read read_next read_the_full_story continue_reading see_also see_more show_more
    view_more learn_more find_out_more more_information more_stories more_news more_on_this_story more_from
    comments comment close share share_this share_this_story share_this_article share_on_facebook
    share_on_twitter follow_us related related_articles related_stories related_topics related_news recommended
    you_may_also_like you_might_also_like most_read most_recent most_popular trending advertisement
    advertisements ad sponsored sponsored_content newsletter newsletters subscribe subscribe_now
    subscribe_to_our_newsletter subscription skip_to_content skip_to_main_content sign_in sign_up log_in login
    register previous next back menu search home home_page leave_a_comment leave_a_reply post_a_comment reply
    archive archives tags topics categories print email copy_link photo photos video videos gallery cookies
    accept accept_all accept_cookies accept_all_cookies reject reject_all manage_cookies cookie_policy
    cookie_settings privacy_policy terms_of_use terms_of_service terms_and_conditions contact contact_us
    about_us breaking_news latest_news all_rights_reserved
  `),
};
