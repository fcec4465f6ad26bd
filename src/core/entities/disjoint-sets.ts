/** Sets of whole numbers from 0 that are joined one after another (Tarjan's union-find with path halving). */
export class DisjointSets {
  private readonly parents: number[];

  constructor(count: number) {
    this.parents = Array.from({ length: count }, (_, index) => index);
  }

  /** The member that stands for the set that an element is in: the least of them. */
  find(element: number): number {
    let at = element;
    for (let parent = this.parents[at]!; parent !== at; parent = this.parents[at]!) {
      this.parents[at] = this.parents[parent]!;
      at = this.parents[at]!;
    }
    return at;
  }

  join(a: number, b: number): void {
    const [low, high] = [this.find(a), this.find(b)].sort((x, y) => x - y) as [number, number];
    this.parents[high] = low;
  }
}
