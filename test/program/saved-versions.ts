/** What a file says at a save; long enough that writing takes a while, and different at both ends. */
export function version(number: number): string {
  return `${number}\n${'annotation\n'.repeat(20_000)}${number}\n`;
}
