import { visible } from './visible';

/**
 * A text as one line of Markdown that shows it and does nothing else: every ASCII punctuation mark is escaped
 * (CommonMark 2.4), so that no link, image, HTML, icon, entity or code can come of it; white space becomes a space,
 * and characters that people do not see are shown as `\\u202e`.
 */
export function escapeMarkdown(text: string): string {
  return visible(text.replace(/\s+/gu, ' ')).replace(/[!-/:-@[-`{-~]/g, '\\$&');
}
