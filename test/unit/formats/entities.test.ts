import assert from 'node:assert/strict';
import {
  datasetFormat,
  exportArticles,
  mergeImport,
  parseSidecar,
  editSidecar,
  type DatasetFormat,
} from '../../../src/core';
import { annotated, readBack } from './articles';

const TEXT = 'Ana Torres spoke.\n';

const article = annotated(TEXT, [{ quote: 'Ana Torres', label: 'person', entity: 'ana-torres' }]);

const written = (id: string) =>
  exportArticles(datasetFormat(id) as DatasetFormat, [article])
    .files.map(({ content }) => content as string)
    .join('');

describe('an entity that a mention is linked to', () => {
  it('is in JSON Lines with its name and its identifiers', () => {
    const { spans } = JSON.parse(written('jsonl')) as { spans: { entry: unknown }[] };
    assert.deepEqual(spans[0]?.entry, {
      id: 'ana-torres',
      name: 'Ana "|" Torres',
      identifiers: { wikidata: 'Q42', own: 'a b' },
    });
  });

  it('is a normalisation in brat, and so is each identifier', () => {
    assert.match(written('brat'), /^N1\tReference T1 entities:ana-torres\tAna "\|" Torres$/m);
    assert.match(written('brat'), /^N2\tReference T1 wikidata:Q42\tAna "\|" Torres$/m);
    assert.match(written('brat'), /^N3\tReference T1 own:a%20b\t/m);
  });

  it('has the address of its page where a format holds addresses', () => {
    const page = 'https://www.wikidata.org/wiki/Q42';
    assert.match(
      written('nif'),
      new RegExp(`itsrdf:taIdentRef <urn:marginalia:entity:ana-torres>, <${page}>`),
    );
    assert.match(
      written('tei'),
      new RegExp(`<persName key="ana-torres" ref="urn:marginalia:entity:ana-torres ${page}">`),
    );
    assert.match(written('xmi'), new RegExp(`identifier="${page}"`));
    assert.match(written('webannotation'), new RegExp(`"purpose": "identifying",\\s+"source": "${page}"`));
  });

  it('is counted as lost where there is no place for it', () => {
    const { lost } = exportArticles(datasetFormat('conll2003') as DatasetFormat, [article]);
    assert.equal(lost.get('entity'), 1);
  });

  it('is added to an annotation that is there, and never replaces another', async () => {
    const format = datasetFormat('csv') as DatasetFormat;
    const [imported] = (await readBack(format, exportArticles(format, [article]).files)).articles;
    assert.ok(imported);
    const bare = annotated(TEXT, [{ quote: 'Ana Torres', label: 'person' }]).mentions[0]?.annotation;
    assert.ok(bare);
    const sidecarOf = (entity?: string) =>
      editSidecar(parseSidecar(''), [{ kind: 'put', annotation: { ...bare, ...(entity && { entity }) } }]);
    const linked = mergeImport(TEXT, sidecarOf(), imported);
    assert.equal(linked.completed, 1);
    assert.deepEqual(linked.changes, [{ kind: 'put', annotation: { ...bare, entity: 'ana-torres' } }]);
    assert.deepEqual(mergeImport(TEXT, sidecarOf('other'), imported).changes, []);
  });
});
