/** A line of a byte stream without its line feed; `bytes` is absent where the line is longer than the limit. */
export interface Line {
  /** From 1. */
  readonly number: number;
  readonly bytes?: Uint8Array;
}

const LINE_FEED = 0x0a;

/**
 * The lines of a byte stream as it arrives. No more than one line and one chunk are held, and of a line beyond `limit`
 * bytes nothing. What follows the last line feed is a line unless it is empty.
 */
export async function* linesOf(chunks: AsyncIterable<Uint8Array>, limit: number): AsyncGenerator<Line> {
  let number = 1;
  let parts: Uint8Array[] = [];
  let length = 0;
  const hold = (part: Uint8Array) => {
    length += part.length;
    if (length > limit) parts = [];
    else if (part.length > 0) parts.push(part);
  };
  const finish = (): Line => {
    const line = length > limit ? { number } : { number, bytes: Buffer.concat(parts) };
    number++;
    parts = [];
    length = 0;
    return line;
  };
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, start)) {
      hold(chunk.subarray(start, end));
      yield finish();
      start = end + 1;
    }
    hold(chunk.subarray(start));
  }
  if (length > 0) yield finish();
}
