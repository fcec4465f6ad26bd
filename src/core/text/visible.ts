/**
 * Text as it is shown to a person on one line: control characters and those that turn the direction of writing are
 * escaped as in JSON, so that neither can steer a terminal or disguise what a text says.
 */
export function visible(text: string): string {
  return text.replace(/[\p{Cc}\p{Cs}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu, (character) => {
    if (character === '\n') return '\\n';
    if (character === '\t') return '\\t';
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}
