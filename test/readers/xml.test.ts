import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { ParseOption, XmlDocument } from 'libxml2-wasm';
import { Dataset, withoutProgram } from './datasets';

const TEI = { tei: 'http://www.tei-c.org/ns/1.0' };

describe('libxml2', () => {
  let dataset: Dataset;
  afterEach(() => dataset.remove());

  const parsed = async (extension: string, visit: (document: XmlDocument, name: string) => void) => {
    for (const name of await dataset.files(extension)) {
      const document = XmlDocument.fromString(await dataset.read(name), {
        option: ParseOption.XML_PARSE_NONET,
      });
      visit(document, name);
      document.dispose();
    }
  };
  const contents = (document: XmlDocument, xpath: string, names?: Record<string, string>) =>
    document.find(xpath, names).map((node) => node.content);

  it('reads TEI, and finds in it the names that were annotated', async () => {
    dataset = await Dataset.of('tei');
    let found = 0;
    await parsed('.xml', (document, name) => {
      const inline = contents(
        document,
        '//tei:body//*[self::tei:persName or self::tei:orgName or self::tei:placeName or self::tei:date or self::tei:time or self::tei:rs]',
        TEI,
      );
      const apart = document.find('//tei:standOff//tei:span', TEI).length;
      const article = dataset.articles.find(({ file }) => `${file}.xml` === name);
      assert.equal(
        inline.length + apart,
        article?.mentions.filter(({ span }) => span.start >= article.article.body.start).length,
        name,
      );
      const quotes = article?.mentions.map(({ span }) => article.article.text.slice(span.start, span.end));
      for (const quote of inline) assert.ok(quotes?.includes(quote), quote);
      found += inline.length + apart;
    });
    assert.equal(found, dataset.mentions);
  });

  it('reads TimeML, and finds in its TEXT the body and the dates', async () => {
    dataset = await Dataset.of('timeml');
    let found = 0;
    await parsed('.tml', (document, name) => {
      const article = dataset.articles.find(({ file }) => `${file}.tml` === name)?.article;
      assert.deepEqual(contents(document, '/TimeML/TEXT'), [article?.text.slice(article.body.start)]);
      found += document.find('//TEXT//TIMEX3[@value][@type]').length;
    });
    assert.equal(found, dataset.mentions);
  });

  it('reads UIMA CAS XMI, whose offsets are UTF-16 code units of its text', async () => {
    dataset = await Dataset.of('xmi');
    let found = 0;
    await parsed('.xmi', (document, name) => {
      const article = dataset.articles.find(({ file }) => `${file}.xmi` === name);
      const [text] = contents(document, '//@sofaString');
      assert.equal(text, article?.article.text);
      const begins = contents(document, '//*[local-name() = "Mention"]/@begin').map(Number);
      const ends = contents(document, '//*[local-name() = "Mention"]/@end').map(Number);
      assert.deepEqual(
        begins.map((begin, index) => text?.slice(begin, ends[index])),
        article?.mentions.map(({ span }) => article.article.text.slice(span.start, span.end)),
      );
      found += begins.length;
    });
    assert.equal(found, dataset.mentions);
    await parsed('TypeSystem.xml', (document) => {
      assert.ok(
        contents(document, '//*[local-name() = "typeDescription"]/*[local-name() = "name"]').includes(
          'org.marginalia.Mention',
        ),
      );
    });
  });

  it('reads the configuration of a Label Studio project', async () => {
    dataset = await Dataset.of('labelstudio');
    await parsed('labeling-config.xml', (document) => {
      assert.ok(contents(document, '/View/Labels[@toName="text"]/Label/@value').includes('person'));
      assert.deepEqual(contents(document, '/View/Text/@name'), ['text']);
    });
  });
});

const reason = withoutProgram('xmllint');

describe('xmllint', () => {
  (reason ? it.skip : it)(`finds TEI, TimeML and XMI well formed${reason}`, async () => {
    for (const [id, extension] of [
      ['tei', '.xml'],
      ['timeml', '.tml'],
      ['xmi', '.xmi'],
    ] as const) {
      const dataset = await Dataset.of(id);
      const files = (await dataset.files(extension)).map((name) => dataset.path(name));
      const { status, stderr } = spawnSync('xmllint', ['--noout', '--nonet', ...files], {
        encoding: 'utf8',
      });
      await dataset.remove();
      assert.equal(status, 0, stderr);
    }
  });
});
