import { forms, words, type Words } from './language';

/**
 * Adjectives and names of peoples in the forms that news texts use: of the members of the United Nations, of what
 * came before some of them, of continents and of peoples without a state; and of religions. By language.
 */
export const PEOPLES = { pt: portuguese(), bg: bulgarian(), en: english() } as const;

function portuguese(): Words {
  return new Set([
    ...forms(
      `russ norte-corean sul-corean corean american norte-american sul-american latino-american centro-american
      afro-american brasileir italian ucranian argentin palestin palestinian iranian turc angolan moçambican
      cabo-verdian mexican cuban colombian venezuelan peruan bolivian paraguai uruguai chilen equatorian haitian
      dominican jamaican hondurenh panamenh salvadorenh guatemaltec costa-riquenh porto-riquenh greg romen búlgar
      norte-macedóni norte-macedôni eslovac esloven tchec chec polac húngar suec
      austríac suíç lituan estonian bielorruss belaruss moldav georgian azerbaijan
      turcomen cambojan laosian filipin indian iraquian jordan jordanian kuwaitian catarian egípci
      tunisin tunisian argelin eritre liberian gambian mauritan mauritanian chadian centro-african zambian zimbabuan
      zimbabwean malauian namibian sul-african african asiátic eurasiátic australian canadian basc galeg curd chechen
      montenegrin checoslovac tchecoslovac iugoslav jugoslav soviétic cigan tibetan havaian siberian
      balcânic escandinav saudit caucasian britânic germânic eslav hispânic muçulman católic islâmic ortodox`,
      'o a os as',
    ),
    ...forms('sérvi bósni macedóni macedôni estóni moldávi arméni armêni indonési síri líbi', 'o os as'),
    ...forms(
      `portugu franc ingl irland escoc gal norueg finland dinamarqu island holand neerland luxemburgu malt chin japon
      tailand paquistan bangladesh liban sudan sul-sudan ugand ruand congol camaron gan senegal gabon nepal butan
      cingal taiwan neozeland alban guian togol birman`,
      'ês esa eses esas',
    ),
    ...forms(
      `israel canad timor guine são-tom nicaragu marfin singapur oman emirad estadunid benin burundi`,
      'ense enses',
    ),
    ...forms('alem catal', 'ão ã ães ãs'),
    ...forms('afeg crist', 'ão ã ãos ãs'),
    ...forms('let', 'ão ã ões ãs'),
    ...forms('espanh', 'ol ola óis olas'),
    ...forms(
      `croata belga vietnamita israelita iemenita moscovita azeri uzbeque usbeque cazaque tadjique árabe somali
      etíope queniano queniana tanzaniano tanzaniana cipriota monegasca saarauí magrebino magrebina hutu tútsi tutsi
      rohingya uigur iazidi persa xiita sunita malaio malaia nigeriano nigeriana nigerino nigerina hindu sikh budista
      protestante`,
      ' s',
    ),
    ...words(`europeu europeia europeus europeias judeu judia judeus judias hebreu hebreus
      mongol mongóis quirguiz quirguizes kosovar kosovares cossovar cossovares`),
  ]);
}

function bulgarian(): Words {
  const adjective = 'ки ка ко кия кият ката кото ките';
  const person = 'ец еца ецът ци ците ка ката ки ките';
  const vowelPerson = 'ец еца ецът йци йците йка йката йки йките';
  return new Set([
    ...forms(
      `рус севернокорейс северокорейс южнокорейс корейс американс северноамериканс южноамериканс латиноамериканс
      афроамериканс българс македонс северномакедонс сръбс хърватс словенс босненс черногорс албанс косовс гръц турс
      румънс молдовс украинс белорус беларус полс чеш словаш унгарс австрийс швейцарс немс германс френс английс
      британс шотландс ирландс уелс италианс испанс португалс холандс нидерландс белгийс люксембургс датс шведс
      норвежс финландс финс исландс естонс латвийс литовс балтийс балканс скандинавс малтийс кипърс грузинс арменс
      азербайджанс кавказс чеченс казахс казахстанс киргизс узбекс таджикс туркменс монголс китайс тайванс японс
      виетнамс лаос камбоджанс тайландс бирманс мианмарс малайзийс сингапурс индонезийс филипинс индийс пакистанс
      бангладешс непалс тибетс афганистанс афганс иранс персийс иракс сирийс ливанс израелс палестинс йорданс
      саудитс йеменс оманс кувейтс катарс арабс кюрдс еврейс египетс либийс тунизийс алжирс марокан марокс суданс
      южносуданс етиопс еритрейс сомалийс кенийс угандийс танзанийс руандийс конгоанс камерунс нигерийс ганайс
      сенегалс малийс либерийс анголс мозамбикс замбийс зимбабвийс намибийс южноафриканс африканс европейс
      западноевропейс източноевропейс азиатс австралийс новозеландс канадс мексиканс кубинс хаитянс доминиканс
      ямайс никарагуанс хондурас гватемалс салвадорс панамс колумбийс венецуелс перуанс боливийс еквадорс чилийс
      аржентинс уругвайс парагвайс бразилс съветс югославс чехословаш славянс циганс ромс татарс мюсюлманс
      християнс католичес`,
      adjective,
    ),
    ...forms(
      `американ латиноамерикан южноамерикан афроамерикан украин македон албан черногор словен герман нем италиан испан
      португал холанд ирланд шотланд исланд финланд норвеж естон литов грузин армен азербайджан чечен япон виетнам
      тайланд пакистан афганистан афган иран ирак израел палестин йордан саудит йемен либан ливан судан алжир тунис
      африкан южноафрикан мексикан кубин канад перуан бразил аржентин венецуел новозеланд непал монгол казахстан
      тайван молдов кипър еквадор сенегал камерун конгоан румън`,
      person,
    ),
    ...forms(
      `коре севернокоре северокоре южнокоре европе източноевропе западноевропе австри белги швейцар инди сири ливи кени
      австрали индонези малайзи нигери етиопи сомали колумби боливи чили тунизи кита латви гана парагва
      руанди уганди`,
      vowelPerson,
    ),
    ...forms(
      'англичан датчан египтян парижан иракчан израилтян израелтян хаитян лондончан',
      'ин ина инът и ите ка ката ки ките',
    ),
    ...forms('българ сърб хърват беларус', 'ин ина инът и ите ка ката ки ките'),
    ...forms(
      `турчин турци туркиня грък гърци гъркиня руснак руснаци рускиня рускини поляк поляци полякиня чех чехи чехкиня словак словаци французин французи французойка
      швед шведи шведка швейцарец швейцарци унгарец унгарци кюрд кюрди арабин араби арабка евреин евреи еврейка
      британец британци бразилец бразилци филипинец филипинци узбек узбеки казах
      казахи киргиз киргизи таджик таджики монголи персиец персийци мюсюлманин мюсюлмани мюсюлманка християни
      католик католици роми циганин цигани косовар косовари азиатец азиатци славяни татари`,
      ' а ът ите те та',
    ),
  ]);
}

function english(): Words {
  return new Set([
    ...forms(
      `russian north-korean south-korean korean american north-american south-american latin-american african-american
      european asian african australian austrian belgian bulgarian italian german hungarian romanian serbian croatian
      bosnian slovenian albanian macedonian montenegrin kosovar ukrainian belarusian belarussian moldovan georgian
      armenian azerbaijani azeri chechen estonian latvian lithuanian norwegian slovak czech greek cypriot swede dane
      pole icelander turk serb croat slovene bosniak kurd arab jew indian pakistani afghan bangladeshi
      sri-lankan nepali indonesian malaysian filipino filipina singaporean cambodian thai mongolian kazakh uzbek tajik
      turkmen kyrgyz uyghur uighur tibetan iranian persian iraqi syrian israeli palestinian jordanian egyptian saudi
      saudi-arabian kuwaiti qatari emirati bahraini omani yemeni libyan tunisian algerian moroccan sudanese
      south-sudanese ethiopian eritrean somali kenyan ugandan tanzanian rwandan burundian nigerian ghanaian liberian
      gambian ivorian malian mauritanian chadian cameroonian gabonese zambian zimbabwean malawian namibian angolan
      mozambican south-african canadian mexican cuban haitian dominican jamaican nicaraguan honduran guatemalan
      salvadoran panamanian costa-rican puerto-rican colombian venezuelan peruvian bolivian ecuadorian ecuadorean
      chilean argentine argentinian argentinean uruguayan paraguayan brazilian guyanese slav yugoslav scandinavian
      hutu tutsi sikh hindu muslim moslem islamist catholic protestant buddhist sunni shiite shia
      shi'ite druze yazidi rohingya basque catalan scot briton spaniard frenchwoman englishwoman maltese fijian
      new-zealander samoan tongan papuan parisian londoner zairean`,
      ' s',
    ),
    ...words(`english british welsh scottish irish french spanish portuguese dutch swiss swedish danish finnish polish
      turkish chinese taiwanese japanese vietnamese lebanese congolese senegalese burmese kurdish jewish islamic
      orthodox arabic nordic baltic balkan mediterranean icelandic luxembourgish maltese javanese sinhalese togolese
      frenchman frenchmen englishman englishmen dutchman dutchmen irishman irishmen scotsman scotsmen welshman
      welshmen christians slavic slavonic germanic hispanic eurasian arabian flemish bavarian soviets`),
  ]);
}
