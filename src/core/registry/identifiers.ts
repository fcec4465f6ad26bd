/** An identifier as a card shows it. */
export interface ShownIdentifier {
  readonly scheme: string;
  readonly value: string;
  /** An `https` address of ASCII characters that Markdown gives no meaning; absent where none is known to be safe. */
  readonly url?: string;
}

interface Scheme {
  readonly pattern: RegExp;
  readonly url: string;
}

/** Registers whose identifiers lead to a page, each with what an identifier of it looks like. */
const SCHEMES: ReadonlyMap<string, Scheme> = new Map(
  Object.entries({
    wikidata: { pattern: /^[QP][1-9]\d{0,15}$/, url: 'https://www.wikidata.org/wiki/' },
    geonames: { pattern: /^[1-9]\d{0,15}$/, url: 'https://www.geonames.org/' },
    viaf: { pattern: /^[1-9]\d{0,31}$/, url: 'https://viaf.org/viaf/' },
    gnd: { pattern: /^\d[\dX-]{5,15}$/, url: 'https://d-nb.info/gnd/' },
    isni: { pattern: /^\d{15}[\dX]$/, url: 'https://isni.org/isni/' },
    orcid: { pattern: /^\d{4}-\d{4}-\d{4}-\d{3}[\dX]$/, url: 'https://orcid.org/' },
    ror: { pattern: /^0[a-z0-9]{8}$/, url: 'https://ror.org/' },
    osm: { pattern: /^(?:node|way|relation)\/[1-9]\d{0,15}$/, url: 'https://www.openstreetmap.org/' },
  }),
);

/** Other addresses of what an identifier means, as linked data and older pages have them. */
const OTHER_PAGES: readonly (readonly [scheme: string, page: RegExp])[] = [
  ['wikidata', /^https?:\/\/(?:www\.)?wikidata\.org\/(?:entity|wiki)\/([QP]\d+)$/],
  ['geonames', /^https?:\/\/(?:sws\.|www\.)?geonames\.org\/(\d+)(?:\/.*)?$/],
  ['viaf', /^https?:\/\/(?:www\.)?viaf\.org\/viaf\/(\d+)\/?$/],
  ['gnd', /^https?:\/\/d-nb\.info\/gnd\/([\dX-]+)$/],
];

/**
 * The scheme and the value of an identifier that is written as an address; under the host's name where the address is of
 * no register that is known, `undefined` where it is no address.
 */
export function identifierOfAddress(address: string): readonly [scheme: string, value: string] | undefined {
  const [, host] = /^https?:\/\/(?:www\.)?([a-z0-9.-]+)(?:[:/?#]|$)/i.exec(address) ?? [];
  if (host === undefined) return undefined;
  for (const [scheme, { pattern, url }] of SCHEMES) {
    const value = address.startsWith(url) ? address.slice(url.length) : undefined;
    if (value !== undefined && pattern.test(value)) return [scheme, value];
  }
  for (const [scheme, page] of OTHER_PAGES) {
    const [, value] = page.exec(address) ?? [];
    if (value !== undefined) return [scheme, value];
  }
  return [host.toLowerCase(), address];
}

/** The name of a scheme as this program spells it: `Wikidata` is `wikidata`; others stay as they are. */
export function schemeName(given: string): string {
  const lower = given.toLowerCase();
  return SCHEMES.has(lower) ? lower : given;
}

/** A host with a dot and no name or password before it, then what an address may hold and Markdown leaves alone. */
const SAFE_ADDRESS = /^https:\/\/[a-z0-9-]+(?:\.[a-z0-9-]+)+(?::\d{1,5})?(?:[/?#][\w\-./?#=&%~:;,+@$]*)?$/i;
const LONGEST_ADDRESS = 2000;

/** Identifiers with the addresses that they lead to. What a file says is never more than part of an `https` address. */
export function shownIdentifiers(identifiers: ReadonlyMap<string, string>): ShownIdentifier[] {
  return [...identifiers].map(([scheme, value]) => {
    const known = SCHEMES.get(scheme.toLowerCase());
    const url = known?.pattern.test(value)
      ? known.url + value
      : value.length <= LONGEST_ADDRESS && SAFE_ADDRESS.test(value)
        ? value
        : undefined;
    return { scheme, value, ...(url !== undefined && { url }) };
  });
}
