/** `kernel.ts`, which the build compiles. */
declare const bytes: Uint8Array;
export default bytes;
