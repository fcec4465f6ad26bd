/** The languages that articles are told to be in, as far as the library's statistics have them. */
export const IDENTIFIED_LANGUAGES =
  'be bg ca cs da de el en es et fi fr hr hu it lt lv nl no pl pt ro ru sk sl sq sr sv tr uk'.split(' ');
