import { Ajv, type ValidateFunction } from 'ajv';
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { Dataset, python, withoutPython } from './datasets';

const SCHEMA = 'dist/schemas/dataset.schema.json';

describe('the JSON Schema of JSON Lines', () => {
  let dataset: Dataset;
  before(async () => {
    dataset = await Dataset.of('jsonl');
  });
  after(() => dataset.remove());

  it('is one that Ajv accepts each line by, and refuses what is none', async () => {
    const schema = JSON.parse(await readFile(SCHEMA, 'utf8')) as object;
    const accepts: ValidateFunction = new Ajv({ strict: false }).compile(schema);
    const lines = (await dataset.read('dataset.jsonl')).trimEnd().split('\n');
    for (const line of lines) assert.ok(accepts(JSON.parse(line)), JSON.stringify(accepts.errors));
    const [first = ''] = lines;
    const broken = { ...(JSON.parse(first) as object), spans: [{ start: 0, end: -1, label: 'person' }] };
    assert.ok(!accepts(broken));
    assert.equal(accepts.errors?.[0]?.instancePath, '/spans/0/end');
  });

  const reason = withoutPython('jsonschema');
  (reason ? it.skip : it)(`is one that jsonschema accepts each line by${reason}`, () => {
    const script = `import sys, json, jsonschema
schema = json.load(open(sys.argv[1], encoding='utf8'))
validator = jsonschema.validators.validator_for(schema)(schema)
validator.check_schema(schema)
lines = [json.loads(line) for line in open(sys.argv[2], encoding='utf8')]
print(json.dumps([len(lines), sum(validator.is_valid(line) for line in lines)]))`;
    const count = dataset.articles.length;
    assert.deepEqual(python(script, SCHEMA, dataset.path('dataset.jsonl')), [count, count]);
  });
});
