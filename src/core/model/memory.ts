/**
 * What a reader made of the pieces of the text that it read last, by the pieces themselves: a piece that is still there,
 * wherever it stands now, need not be read again. It belongs to one reader and holds no more than one text's pieces.
 */
export class Memory<T> {
  #language = '';
  #last = new Map<string, T>();
  #now = new Map<string, T>();

  /** Begins a reading of a text in a language; what was made of pieces in another is forgotten. */
  begin(language: string): void {
    if (language === this.#language) return;
    this.#language = language;
    this.#last.clear();
    this.#now.clear();
  }

  recall(piece: string, read: (piece: string) => T): T {
    let known = this.#now.get(piece);
    if (known === undefined) {
      known = this.#last.get(piece) ?? read(piece);
      this.#now.set(piece, known);
    }
    return known;
  }

  /** Ends a reading: pieces that were not asked for since the last one ended are forgotten. */
  end(): void {
    this.#last = this.#now;
    this.#now = new Map();
  }
}
