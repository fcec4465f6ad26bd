import type { Reader } from '../reader';

/** What Node itself takes. */
export const reader: Reader = { name: 'Node alone', reads: '', languages: ['en'], read: () => 0 };
