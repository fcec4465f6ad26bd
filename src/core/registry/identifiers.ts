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
