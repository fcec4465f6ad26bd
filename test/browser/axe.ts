import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Frame, Page } from 'playwright-core';

/** What the tests ask of axe-core. */
interface Axe {
  run(
    context: string,
    options: { readonly rules: Readonly<Record<string, { readonly enabled: boolean }>> },
  ): Promise<{
    readonly violations: readonly {
      readonly id: string;
      readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
    }[];
  }>;
}

/** What axe-core has against a part of a page, by a selector of CSS; a sentence each. `without` names rules. */
export async function axeViolations(
  page: Page | Frame,
  part: string,
  without: readonly string[] = [],
): Promise<string[]> {
  await page.evaluate(await readFile(path.resolve('node_modules/axe-core/axe.min.js'), 'utf8'));
  const rules = Object.fromEntries(without.map((rule) => [rule, { enabled: false }]));
  return page.evaluate(
    async ([context, rules]) => {
      const { axe } = window as unknown as { axe: Axe };
      const { violations } = await axe.run(context, { rules });
      return violations.flatMap(({ id, nodes }) =>
        nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary}`),
      );
    },
    [part, rules] as const,
  );
}
