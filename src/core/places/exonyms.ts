import { plainLetters } from '../entities/name-letters';
import type { LanguageTag } from '../model/article';

/** What a language calls cities that others write otherwise: its name, then GeoNames'. */
const LISTS: Readonly<Record<LanguageTag, string>> = {
  pt: `
    Moscou Moscow, Moscovo Moscow, Pequim Beijing, Londres London, Lisboa Lisbon, Nova York New_York_City,
    Nova Iorque New_York_City, Washington Washington,_D.C., Kiev Kyiv, Berlim Berlin, Bruxelas Brussels,
    Varsóvia Warsaw, Genebra Geneva, Seul Seoul, Tóquio Tokyo, Teerã Tehran, Teerão Tehran,
    Beirute Beirut, Bagdá Baghdad, Bagdade Baghdad, Cabul Kabul, Damasco Damascus, Riade Riyadh,
    Riad Riyadh, Ancara Ankara, Istambul Istanbul, Atenas Athens, Bucareste Bucharest, Budapeste Budapest,
    Belgrado Belgrade, Estocolmo Stockholm, Copenhague Copenhagen, Copenhaga Copenhagen, Helsinque Helsinki,
    Helsínquia Helsinki, Haia The_Hague, Hanói Hanoi, Xangai Shanghai, Nova Délhi New_Delhi, Nova Deli New_Delhi,
    Banguecoque Bangkok, Bangcoc Bangkok, Jacarta Jakarta, Praga Prague, Munique Munich, Frankfurt Frankfurt_am_Main,
    Milão Milan, Turim Turin, Nápoles Naples, Marselha Marseille, Sevilha Sevilla, 
    Cidade do México Mexico_City, Argel Algiers, Túnis Tunis, Trípoli Tripoli, Joanesburgo Johannesburg,
    Adis Abeba Addis_Ababa, Viena Vienna, Roma Rome, Talin Tallinn, Camberra Canberra, Hiroxima Hiroshima,
    São Petersburgo Saint_Petersburg, Carcóvia Kharkiv, Cidade do Cabo Cape_Town`,
  bg: `
    Москва Moscow, Пекин Beijing, Париж Paris, Вашингтон Washington,_D.C., Ню Йорк New_York_City, Киев Kyiv,
    Лисабон Lisbon, Виена Vienna, Варшава Warsaw, Прага Prague, Рим Rome, Брюксел Brussels, Женева Geneva,
    Цюрих Zürich, Мюнхен Munich, Атина Athens, Солун Thessaloniki, Букурещ Bucharest, Будапеща Budapest,
    Истанбул Istanbul, Одрин Edirne, Белград Belgrade, Скопие Skopje, Загреб Zagreb, Копенхаген Copenhagen,
    Стокхолм Stockholm, Хага The_Hague, Хелзинки Helsinki, Сеул Seoul, Пхенян Pyongyang, Токио Tokyo, Ханой Hanoi,
    Шанхай Shanghai, Делхи Delhi, Ню Делхи New_Delhi, Техеран Tehran, Дамаск Damascus, Ерусалим Jerusalem,
    Бейрут Beirut, Кайро Cairo, Александрия Alexandria, Алжир Algiers, Хавана Havana, Мексико Mexico_City,
    Санкт Петербург Saint_Petersburg, Харков Kharkiv, Лвов Lviv, Одеса Odessa, Тел Авив Tel_Aviv, Хонконг Hong_Kong,
    Франкфурт Frankfurt_am_Main, Кьолн Köln, Марсилия Marseille, Неапол Naples, Милано Milan, Торино Turin,
    Венеция Venice, Флоренция Florence, Кейптаун Cape_Town`,
  en: `
    Kiev Kyiv, Kharkov Kharkiv, New York New_York_City, Washington Washington,_D.C., Cologne Köln, Zurich Zürich,
    Seville Sevilla, Frankfurt Frankfurt_am_Main, St Petersburg Saint_Petersburg`,
  es: `
    Moscú Moscow, Pekín Beijing, Londres London, Lisboa Lisbon, Nueva York New_York_City, Bruselas Brussels,
    Berlín Berlin, Varsovia Warsaw, Kiev Kyiv, Tokio Tokyo, Roma Rome, Atenas Athens, La Haya The_Hague`,
  fr: `
    Moscou Moscow, Pékin Beijing, Londres London, Lisbonne Lisbon, Bruxelles Brussels, Varsovie Warsaw, Vienne Vienna,
    Rome Rome, Genève Geneva, Le Caire Cairo, La Haye The_Hague, Athènes Athens, Kiev Kyiv, Séoul Seoul`,
  de: `
    Moskau Moscow, Peking Beijing, Lissabon Lisbon, Brüssel Brussels, Warschau Warsaw, Wien Vienna, Rom Rome,
    Prag Prague, Genf Geneva, Kairo Cairo, Kiew Kyiv, Athen Athens, Mailand Milan, New York New_York_City`,
  it: `
    Mosca Moscow, Pechino Beijing, Londra London, Parigi Paris, Lisbona Lisbon, Bruxelles Brussels, Berlino Berlin,
    Varsavia Warsaw, Vienna Vienna, Roma Rome, Milano Milan, Torino Turin, Napoli Naples, Il Cairo Cairo, Kiev Kyiv`,
  ru: `
    Москва Moscow, Пекин Beijing, Париж Paris, Вашингтон Washington,_D.C., Нью Йорк New_York_City, Киев Kyiv,
    Вена Vienna, Варшава Warsaw, Прага Prague, Рим Rome, Брюссель Brussels, Женева Geneva, Пхеньян Pyongyang,
    Сеул Seoul, Токио Tokyo, Лиссабон Lisbon, Санкт Петербург Saint_Petersburg, Харьков Kharkiv`,
  uk: `
    Москва Moscow, Пекін Beijing, Париж Paris, Вашингтон Washington,_D.C., Нью Йорк New_York_City, Київ Kyiv,
    Відень Vienna, Варшава Warsaw, Прага Prague, Рим Rome, Брюссель Brussels, Женева Geneva, Харків Kharkiv,
    Львів Lviv, Одеса Odessa, Лісабон Lisbon`,
};

/** GeoNames' names by a language's own, which are in small letters, without accents and hyphens. */
export function exonyms(tag: LanguageTag): ReadonlyMap<string, string> {
  const list = LISTS[tag] ?? '';
  return new Map(
    list.split(/,\s+/).flatMap((entry) => {
      const words = entry.trim().split(/\s+/);
      const geoName = words.pop();
      if (!geoName || words.length === 0) return [];
      return [[words.map(plainLetters).join(' '), geoName.replaceAll('_', ' ')] as const];
    }),
  );
}
