import assert from 'node:assert/strict';
import type { AnnotatedArticle, Span } from '../../src/core';
import { readBack } from '../unit/formats/articles';
import { Dataset, python, withoutPython } from './datasets';

/** Of each article by its file: label and text of each mention, in no order. */
type Found = Record<string, [label: string, text: string][]>;

describe('readers of annotation tools', function () {
  this.timeout(120_000);
  let dataset: Dataset;
  afterEach(() => dataset.remove());

  /** Has the mentions that were found compared with those that were exported. */
  const compare = (
    found: Found,
    textOf: (article: AnnotatedArticle, mention: AnnotatedArticle['mentions'][number]) => string,
  ) => {
    const sorted = (pairs: Found[string]) => pairs.map((pair) => JSON.stringify(pair)).sort();
    assert.deepEqual(Object.keys(found).sort(), dataset.articles.map(({ file }) => file).sort());
    let all = 0;
    for (const article of dataset.articles) {
      const { file, mentions } = article;
      const given = mentions.map((mention): [string, string] => [mention.label, textOf(article, mention)]);
      assert.deepEqual(sorted(found[file] ?? []), sorted(given), file);
      all += given.length;
    }
    assert.equal(all, dataset.mentions);
  };
  const quote = ({ article: { text } }: AnnotatedArticle, { start, end }: Span) => text.slice(start, end);

  const withoutCassis = withoutPython('cassis');
  for (const [id, extension, load, write] of [
    ['jsoncas', '.json', 'load_cas_from_json(file)', 'to_json'],
    ['xmi', '.xmi', 'load_cas_from_xmi(file, types)', 'to_xmi'],
  ] as const) {
    (withoutCassis ? it.skip : it)(
      `DKPro Cassis reads ${extension.slice(1)} of UIMA, finds the entities at their places, and writes what can be imported${withoutCassis}`,
      async () => {
        dataset = await Dataset.of(id);
        const script = `import sys, json, glob, os, cassis
folder, extension = sys.argv[1:]
system = os.path.join(folder, 'TypeSystem.xml')
types = cassis.load_typesystem(open(system, 'rb')) if os.path.exists(system) else None
found = {}
for name in glob.glob('**/*' + extension, root_dir=folder, recursive=True):
    with open(os.path.join(folder, name), 'rb') as file:
        cas = cassis.${load}
    entities = cas.select('de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity')
    found[name[:-len(extension)]] = [[entity.value, entity.get_covered_text()] for entity in entities]
    cas.${write}(os.path.join(folder, name))
print(json.dumps(found))`;
        const quoted = (article: AnnotatedArticle, { span }: { span: Span }) => quote(article, span);
        compare(python(script, dataset.folder, extension) as Found, quoted);
        const files = await dataset.files(extension);
        const written = files.map(async (name) => ({ path: name, content: await dataset.read(name) }));
        const { articles, problems } = await readBack(dataset.format, await Promise.all(written));
        assert.deepEqual(problems, []);
        const imported = articles.map(({ file, annotations }) => [
          file,
          annotations.map(({ label, anchor }) => [label, anchor.quote]),
        ]);
        compare(Object.fromEntries(imported) as Found, quoted);
      },
    );
  }

  const withoutWebAnno = withoutPython('webanno_tsv');
  (withoutWebAnno ? it.skip : it)(
    `webanno_tsv reads WebAnno TSV, and finds the entities at their places${withoutWebAnno}`,
    async () => {
      dataset = await Dataset.of('webanno');
      const script = `import sys, json, glob, os, webanno_tsv
found = {}
for name in glob.glob('**/*.tsv', root_dir=sys.argv[1], recursive=True):
    document = webanno_tsv.webanno_tsv_read_file(os.path.join(sys.argv[1], name))
    found[name[:-4]] = [
        [one.label, one.tokens[0].start, one.tokens[-1].end]
        for one in document.annotations
        if one.layer.endswith('.NamedEntity') and one.field == 'value']
print(json.dumps(found))`;
      const places = python(script, dataset.folder) as Record<string, [string, number, number][]>;
      const found = dataset.articles.map(({ file, article: { text, body } }) => [
        file,
        places[file]?.map(([label, start, end]) => [label, text.slice(body.start).slice(start, end)]),
      ]);
      compare(Object.fromEntries(found) as Found, (article, { span }) => quote(article, span));
    },
  );

  const withoutBrat = withoutPython('annotation');
  (withoutBrat ? it.skip : it)(
    `brat reads its standoff, and has nothing against it by its annotation.conf${withoutBrat}`,
    async () => {
      dataset = await Dataset.of('brat');
      // Of brat's server: its settings are those of an installation, and its way of opening files ended with Python 3.11.
      const script = `import sys, json, glob, os, types
folder = sys.argv[1]
sys.modules['config'] = types.SimpleNamespace(BASE_DIR=folder, DATA_DIR=folder, WORK_DIR=folder)
import annotation, projectconfig, verify_annotations
annotation.open_textfile = projectconfig.open_textfile = lambda name, mode='r': open(name, encoding='utf8', newline='')
configuration = projectconfig.ProjectConfiguration(folder)
found, relations, faults = {}, [], []
for name in glob.glob('**/*.ann', root_dir=folder, recursive=True):
    with annotation.TextAnnotations(os.path.join(folder, name[:-4]), read_only=True) as document:
        mentions = {one.id: one for one in document.get_textbounds()}
        found[name[:-4]] = [[one.type, one.text] for one in mentions.values()]
        relations += [[mentions[one.arg1].text, one.type, mentions[one.arg2].text] for one in document.get_relations()]
        faults += [name + ': ' + line for line in document.failed_lines]
        faults += [name + ': ' + str(issue) for issue in verify_annotations.verify_annotation(document, configuration)]
print(json.dumps([found, relations, faults]))`;
      const [found, relations, faults] = python(script, dataset.folder) as [Found, string[][], string[]];
      assert.deepEqual(faults, []);
      assert.deepEqual(relations, [['Banco de Portugal', 'located_in', 'Lisboa']]);
      const fileOf = (name: string) =>
        dataset.articles.some(({ file }) => file === `${name}.txt`) ? `${name}.txt` : name;
      compare(
        Object.fromEntries(Object.entries(found).map(([name, mentions]) => [fileOf(name), mentions])),
        (article, { span, pieces }) =>
          (pieces ?? [span])
            .map((piece) => quote(article, piece))
            .join(' ')
            .replace(/\n/g, ' '),
      );
    },
  );
});
