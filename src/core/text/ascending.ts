/** How many items come before the first that fails the test, where all that pass come first; logarithmic in their number. */
export function countWhile<T>(items: ArrayLike<T>, test: (item: T, index: number) => boolean): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (test(items[middle] as T, middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** How many of the ascending numbers are smaller than the bound. */
export function countBelow(ascending: ArrayLike<number>, bound: number): number {
  return countWhile(ascending, (number) => number < bound);
}
