import type { CorpusPlace } from '../core/index';

/** A column of a table: words, which may lead to a place, or figures. */
export type Column<Row> =
  | {
      readonly title: string;
      readonly text: (row: Row) => string;
      readonly place?: (row: Row) => CorpusPlace;
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
      } else if ('figure' in column) {
        cell.className = 'number';
        cell.textContent = column.figure(row);
      } else if (column.place) {
        const { text, place } = column;
        const button = document.createElement('button');
        button.textContent = text(row);
        button.addEventListener('click', () => open(place(row)));
        cell.append(button);
      } else cell.textContent = column.text(row);
    }
  }
  return made;
}
