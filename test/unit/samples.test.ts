import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import {
  isTimexValue,
  layMarks,
  loadRecognition,
  parseSidecar,
  readArticle,
  SIDECAR_SUFFIX,
  type Mark,
} from '../../src/core';

interface Sample {
  readonly file: string;
  readonly text: string;
  readonly source: string;
}

async function annotatedSamples(): Promise<Sample[]> {
  const files = await readdir('samples', { recursive: true });
  const annotated = files.filter((file) => files.includes(file + SIDECAR_SUFFIX)).sort();
  return Promise.all(
    annotated.map(async (file) => ({
      file,
      text: await readFile(path.join('samples', file), 'utf8'),
      source: await readFile(path.join('samples', file + SIDECAR_SUFFIX), 'utf8'),
    })),
  );
}

describe('the samples', () => {
  it('are at least three articles of 250 words in each of Portuguese, Bulgarian and English', async () => {
    const { identifyLanguage } = await loadRecognition();
    const byLanguage = new Map<string, number>();
    for (const { text } of await annotatedSamples()) {
      const { article } = readArticle(text, {}, identifyLanguage);
      const words = text.slice(article.body.start).match(/[\p{L}\p{N}]+/gu) ?? [];
      if (words.length >= 250) byLanguage.set(article.language, (byLanguage.get(article.language) ?? 0) + 1);
    }
    for (const language of ['pt', 'bg', 'en']) assert.ok((byLanguage.get(language) ?? 0) >= 3, language);
  });

  it('have annotations that stand where they say, with values that can be', async () => {
    for (const { file, text, source } of await annotatedSamples()) {
      const sidecar = parseSidecar(source);
      assert.deepEqual(sidecar.problems, [], file);
      const { marks, lost } = layMarks(text, sidecar.annotations, []);
      assert.deepEqual(lost, [], file);
      for (const { span, timex, annotation } of marks) {
        assert.equal(text.slice(span.start, span.end), annotation?.anchor.quote, file);
        if (timex) assert.ok(isTimexValue(timex.type, timex.value), `${file}: ${timex.value}`);
      }
    }
  });

  it('are recognised mostly right, in every language', async () => {
    const { recognize, identifyLanguage } = await loadRecognition();
    const key = ({ label, span }: Pick<Mark, 'label' | 'span'>) => `${label} ${span.start}-${span.end}`;
    for (const { file, text, source } of await annotatedSamples()) {
      const sidecar = parseSidecar(source);
      const gold = layMarks(text, sidecar.annotations, []).marks.map(key);
      const found = new Set(recognize(readArticle(text, sidecar, identifyLanguage).article).map(key));
      const right = gold.filter((one) => found.has(one)).length;
      assert.ok(right / gold.length > 0.6, `${file}: ${right} of ${gold.length} found`);
      assert.ok(right / found.size > 0.6, `${file}: ${right} of ${found.size} right`);
    }
  });
});
