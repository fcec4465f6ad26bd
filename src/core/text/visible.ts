/**
 * Controls, halves of characters, and what ends lines, turns the direction of writing, or takes no place at all.
 * Variation selectors stay, and joiners where emoji and scripts whose letters join are written with them. The exceptions
 * look back, because a text is searched many times faster for one class that comes first.
 */
const UNSEEN = new RegExp(
  [
    /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]/u,
    /(?<!\p{Variation_Selector})/u,
    /(?<![^\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Nd}\p{P}\p{Zs}][\u200c\u200d])/u,
  ]
    .map(({ source }) => source)
    .join(''),
  'gu',
);

/** True if a text has a character that `visible` shows. */
export function hasUnseen(text: string): boolean {
  return text.search(UNSEEN) >= 0;
}

/** A text whose characters that people do not see are escaped, each by `escape`. */
export function escapeUnseen(text: string, escape: (character: string) => string): string {
  return text.replace(UNSEEN, escape);
}

/**
 * Text as it is shown to a person on one line: control characters, those that turn the direction of writing and those
 * that take no place are escaped as in JSON, so that none can steer a terminal or disguise what a text says.
 */
export function visible(text: string): string {
  return escapeUnseen(text.replaceAll('\n', '\\n').replaceAll('\t', '\\t'), asInJson);
}

/**
 * A visible text in which VS Code finds neither a link nor an icon: it makes a link of `[words](address)` in
 * notifications, be it a command, and an icon of `$(name)` in lists.
 */
export function plainText(text: string): string {
  return visible(text).replaceAll('](', '] (').replaceAll('$(', '$ (');
}

function asInJson(character: string): string {
  return Array.from({ length: character.length }, (_, index) => {
    const unit = character.charCodeAt(index);
    return `\\u${unit.toString(16).padStart(4, '0')}`;
  }).join('');
}
