import * as vscode from 'vscode';
import { isTimexValue, type Extent, type Timex } from '../core/index';
import type { OpenArticle } from './open-article';
import { shortened } from './quotation';

/**
 * What a stretch of text means as a time expression, where the recogniser is loaded and the whole of it is one; pieces
 * it does not read.
 */
export function timexReading(article: OpenArticle, { span, pieces }: Extent): Timex | undefined {
  return pieces ? undefined : article.recognition?.readTimex(article.reading.article, span);
}

/** What an extent means as a time expression: the recogniser's reading, else the annotator's. */
export async function timexOf(article: OpenArticle, extent: Extent): Promise<Timex | undefined> {
  return timexReading(article, extent) ?? askTimex(article.shown(extent), undefined);
}

/** Asks for a TIMEX3 value until it is one or the annotator turns away. The type follows from the value. */
export async function askTimex(quote: string, current: Timex | undefined): Promise<Timex | undefined> {
  const value = await vscode.window.showInputBox({
    title: vscode.l10n.t('Value of “{0}”', shortened(quote)),
    prompt: vscode.l10n.t('A TIMEX3 value: 2024-07-18, 2024-07, 2024-W29, 2024-07-18T14:30, P3D, XXXX-07-18'),
    value: current?.value ?? '',
    ignoreFocusOut: true,
    validateInput: (text) =>
      timexType(text.trim(), current) === undefined
        ? vscode.l10n.t('This is no TIMEX3 value. Write for example 2024-07-18 or P3D.')
        : undefined,
  });
  if (value === undefined) return undefined;
  const type = timexType(value.trim(), current);
  return type && { type, value: value.trim(), ...(current?.mod !== undefined && { mod: current.mod }) };
}

function timexType(value: string, current: Timex | undefined): Timex['type'] | undefined {
  const types: Timex['type'][] = [...(current ? [current.type] : []), 'DATE', 'TIME', 'DURATION', 'SET'];
  return types.find((type) => isTimexValue(type, value));
}
