// Holds files against Microsoft's own packages. Prints one line per mistake; exit 0 when there is none.
//   node check.mjs manifest MANIFEST.json       the schema of app manifests that the file names
//   node check.mjs cards FILE.json ...          Adaptive Cards as Microsoft's renderer reads them
import fs from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const [what, ...files] = process.argv.slice(2);
const read = file => JSON.parse(fs.readFileSync(file, 'utf8'));

function manifestMistakes(file) {
  const Ajv = require('ajv-draft-04').default ?? require('ajv-draft-04');
  const formats = require('ajv-formats').default ?? require('ajv-formats');
  const manifest = read(file);
  const root = path.dirname(require.resolve('@microsoft/app-manifest/package.json'));
  const schema = read(path.join(root, 'build/json-schemas/teams', `v${manifest.manifestVersion}`, 'MicrosoftTeams.schema.json'));
  const ajv = new Ajv({ allErrors: true, strict: false });
  formats(ajv, ['uri', 'email', 'regex']);
  const validate = ajv.compile(schema);
  return validate(manifest) ? [] : validate.errors.map(error => `${error.instancePath || '/'} ${error.message}`);
}

// What the renderer reads without a mistake and without leaving anything out is shown as it was meant.
function cardMistakes(file) {
  const { AdaptiveCard, SerializationContext, Versions } = require('adaptivecards/dist/adaptivecards.js');
  const events = card => {
    const context = new SerializationContext(Versions.v1_5);
    const whole = new AdaptiveCard();
    whole.parse(card, context);
    const read = Array.from({ length: context.eventCount }, (_, index) => context.getEventAt(index).message);
    return [...read, ...whole.validateProperties().validationEvents.map(event => event.message)];   // such as two inputs of one id
  };
  const all = read(file).map(each => each.card);
  return all.length === 0 ? ['no card'] : all.flatMap(events);
}

const look = { manifest: manifestMistakes, cards: cardMistakes }[what];
if (!look || files.length === 0) { console.error('usage: see the top of check.mjs'); process.exit(2); }
const mistakes = files.flatMap(file => look(file).map(mistake => `${path.basename(file)}: ${mistake}`));
for (const mistake of mistakes) console.log(mistake);
process.exit(mistakes.length === 0 ? 0 : 1);
