import type { Label } from '../model/label';
import { plainLetters } from '../entities/name-letters';

/**
 * What makes entities of several articles one as long as nobody linked them: the label and the letters of the name,
 * or the value of a date, without regard to case, accents and hyphens.
 */
export function entityKey(label: Label, nameOrValue: string): string {
  const plain = label === 'date' ? nameOrValue : nameOrValue.split(/\s+/u).map(plainLetters).join(' ').trim();
  return `${label}:${plain || nameOrValue}`;
}
