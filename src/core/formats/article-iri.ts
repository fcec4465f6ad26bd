/** Names of Marginalia's own in RDF. */
export const TERMS = 'urn:marginalia:terms#';

/** Of the formats that name articles by IRIs. */
export const options = [
  {
    name: 'base',
    description: 'the IRI that the names of articles are added to',
    default: 'urn:marginalia:',
  },
] as const;

/** The IRI of an article: letters of other scripts than Latin are escaped, what separates folders is not. */
export function articleIri(base: string, file: string): string {
  return base + file.split('/').map(encodeURIComponent).join('/');
}

/** A part of an IRI without its escapes; `undefined` where these are no UTF-8. */
export function unescapedIri(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}
