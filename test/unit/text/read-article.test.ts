import assert from 'node:assert/strict';
import { loadRecognition, readArticle } from '../../../src/core';

describe('reading an article', () => {
  it('believes its front matter before what is known from elsewhere', () => {
    const text = '---\npublished: 2024-07-18\nlanguage: bg\n---\nBody';
    const { article } = readArticle(text, { published: '1999-01-01', language: 'en' });
    assert.deepEqual(article, {
      text,
      body: { start: 43, end: 47 },
      language: 'bg',
      published: '2024-07-18',
    });
  });

  it('believes what is known from elsewhere where its front matter is silent', () => {
    const { article } = readArticle('Body', { published: '2024-07-18', language: 'en' });
    assert.equal(article.published, '2024-07-18');
    assert.equal(article.language, 'en');
  });

  it('tells the language from the body, not from the front matter', async () => {
    const { identifyLanguage } = await loadRecognition();
    const english = 'The president of the republic said on Monday that the government would not resign.';
    const text = `---\ntitle: ${english}\n---\nПрезидентът на републиката заяви в понеделник, че правителството няма да подаде оставка.`;
    assert.equal(readArticle(text, {}, identifyLanguage).article.language, 'bg');
    assert.equal(readArticle(english, {}, identifyLanguage).article.language, 'en');
  });

  it('lets a person overrule the language that the words tell', async () => {
    const { identifyLanguage } = await loadRecognition();
    const body = 'Президентът на републиката заяви в понеделник, че правителството няма да подаде оставка.';
    const languageOf = (text: string, language?: string) =>
      readArticle(text, language === undefined ? {} : { language }, identifyLanguage).article.language;
    assert.equal(languageOf(body), 'bg');
    assert.equal(languageOf(body, 'mk'), 'mk');
    assert.equal(languageOf(`---\nlanguage: ru\n---\n${body}`, 'mk'), 'ru');
  });

  it('names no date and no language where there is nothing to tell them by', () => {
    assert.deepEqual(readArticle('').article, { text: '', body: { start: 0, end: 0 }, language: 'und' });
  });
});
