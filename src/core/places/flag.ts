/** The flag of an ISO 3166 code, as two regional indicator symbols. */
export function flagOf(country: string): string {
  return String.fromCodePoint(...[...country].map((letter) => letter.charCodeAt(0) - 0x41 + 0x1f1e6));
}
