import assert from 'node:assert/strict';
import { Store } from 'oxigraph';
import { Dataset, python, withoutPython } from './datasets';

const QUERY = `
PREFIX nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#>
PREFIX itsrdf: <http://www.w3.org/2005/11/its/rdf#>
SELECT ?text ?begin ?end ?quote ?label WHERE {
  ?phrase a nif:Phrase ; nif:referenceContext ?context ; nif:beginIndex ?begin ; nif:endIndex ?end ;
    nif:anchorOf ?quote ; nif:annotationUnit ?unit .
  ?unit itsrdf:taClassRef ?label .
  ?context nif:isString ?text .
  FILTER (SUBSTR(STR(?text), ?begin + 1, ?end - ?begin) = STR(?quote))
}`;

describe('readers of RDF', () => {
  let dataset: Dataset;
  before(async () => {
    dataset = await Dataset.of('nif');
  });
  after(() => dataset.remove());

  it('Oxigraph finds each quotation where NIF says it is', async () => {
    const store = new Store();
    store.load(await dataset.read('dataset.ttl'), { format: 'text/turtle' });
    const solutions = store.query(QUERY) as unknown[];
    assert.equal(solutions.length, dataset.mentions);
  });

  const reason = withoutPython('rdflib');
  (reason ? it.skip : it)(`rdflib finds each quotation where NIF says it is${reason}`, () => {
    const script = `import sys, json, rdflib
graph = rdflib.Graph().parse(sys.argv[1], format='turtle')
print(json.dumps(len(list(graph.query(sys.argv[2])))))`;
    assert.equal(python(script, dataset.path('dataset.ttl'), QUERY), dataset.mentions);
  });
});
