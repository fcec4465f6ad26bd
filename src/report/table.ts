import type { CorpusPlace } from '../core/index';

/** A column of a table: words, which may lead to a place, or figures. */
export type Column<Row> =
  | {
      readonly title: string;
      readonly text: (row: Row) => string;
      /** `undefined` for words that lead nowhere. */
      readonly place?: (row: Row) => CorpusPlace | undefined;
    }
  | { readonly title: string; readonly number: (row: Row) => number }
  /** Figures as words, under one another. */
  | { readonly title: string; readonly figure: (row: Row) => string };

/** A table with a header row; words that lead to a place are buttons. */
export function table<Row>(
  caption: string,
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  open: (place: CorpusPlace) => void,
): HTMLTableElement {
  const made = document.createElement('table');
  made.createCaption().textContent = caption;
  const head = made.createTHead().insertRow();
  for (const column of columns) {
    const cell = document.createElement('th');
    cell.scope = 'col';
    cell.textContent = column.title;
    if ('number' in column || 'figure' in column) cell.className = 'number';
    head.append(cell);
  }
  const body = made.createTBody();
  for (const row of rows) {
    const line = body.insertRow();
    for (const column of columns) {
      const cell = line.insertCell();
      if ('number' in column) {
        cell.className = 'number';
        cell.textContent = column.number(row).toLocaleString(document.documentElement.lang);
        continue;
      }
      if ('figure' in column) {
        cell.className = 'number';
        cell.textContent = column.figure(row);
        continue;
      }
      const place = column.place?.(row);
      if (place) {
        const button = document.createElement('button');
        button.textContent = column.text(row);
        button.addEventListener('click', () => open(place));
        cell.append(button);
      } else cell.textContent = column.text(row);
    }
  }
  return made;
}
