import { writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Loaded before a program that runs with `--expose-gc`: collects its garbage every so often and keeps in a file, named as
 * the process and in the folder `LIVE_HEAP_FOLDER`, the most that was left, the most memory that was resident, and how
 * long it worked. Processes that it starts do the same.
 */
export interface LiveHeap {
  /** In bytes: the heap after a collection, buffers outside it included. */
  readonly live: number;
  readonly resident: number;
  /** In seconds of the processor. */
  readonly worked: number;
}

/** In milliseconds. Collections take a few per cent of the time at this rate. */
const GLANCE = 2_000;

const folder = process.env['LIVE_HEAP_FOLDER'];
let live = 0;

function glance(): void {
  // What lies outside the heap, text that was read among it, is let go by the second collection.
  globalThis.gc?.();
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  live = Math.max(live, heapUsed + arrayBuffers);
  const resident = process.resourceUsage().maxRSS * 1024;
  const { user, system } = process.cpuUsage();
  const seen: LiveHeap = { live, resident, worked: (user + system) / 1e6 };
  writeFileSync(path.join(folder as string, `${process.pid}.json`), JSON.stringify(seen));
}

if (folder !== undefined) {
  setInterval(glance, GLANCE).unref();
  process.on('exit', glance);
  // Workers are ended so.
  process.once('SIGTERM', () => process.exit());
}
