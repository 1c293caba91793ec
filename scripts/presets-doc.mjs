// node --import tsx scripts/presets-doc.mjs: writes docs/presets.md, of what the package says of its own presets.
import { writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { analysePolicy, describePolicy } from '../src/policy/index.ts';
import { filesIn, root } from './entries.mjs';

export const docFile = join(root, 'docs/presets.md');

const roles = ['buyer', 'seller'];
const phases = { before: ['open'], after: ['shipped', 'delivered'] };
const best = ['cancel', 'request', 'return', 'ask-server', 'none'];

/** All presets with rules, compared. */
export async function presetsDoc() {
  const names = filesIn('src/policy/presets').map((file) => basename(file, '.ts'));
  const all = await Promise.all(names.map(async (name) => (await import(`../src/policy/presets/${name}.ts`)).default));
  const policies = all.filter(({ rules }) => rules.length > 0);
  const described = await Promise.all(policies.map(toldOf));
  return `# The presets compared

Made of the presets themselves by \`node --import tsx scripts/presets-doc.mjs\`; a test holds it to them.
Of each time, what a policy may answer is named, the best first; what it usually answers is **bold**.
\`npx order-cancel-elements describe preset:ebay\` says all of one, and \`diff preset:ebay policy.json\` what a policy made of it answers
otherwise.

| preset | buyer, before shipment | buyer, after it | seller, before shipment | seller, after it | time to answer | silence | refund | fee | of what |
|---|---|---|---|---|---|---|---|---|---|
${described.map(({ row }) => row).join('\n')}

${described.map(({ section }) => section).join('\n')}`;
}

async function toldOf(policy) {
  const { id, lifecycle = {}, description, rules } = policy;
  const help = await Promise.all(roles.map((actor) => describePolicy(policy, { actor })));
  const answers = help.flatMap(({ table }) => Object.values(phases).map((phase) => answersOf(policy, table, phase)));
  const { respondWithin, respondBy, onSilence = 'nothing', scope = 'order' } = lifecycle;
  const asked = answers.some((answer) => answer.includes('request'));
  const answer = asked ? [respondBy ?? respondWithin ?? 'none named', onSilence] : ['–', '–'];
  const terms = [policy.refund ?? { method: 'original' }, ...rules.flatMap(({ then }) => then.refund ?? [])];
  const methods = terms.flatMap(({ method, choices = [] }) => [method, ...choices]);
  const fees = terms.flatMap(({ fee, keeps = [] }) => [...(fee ? [feeText(fee)] : []), ...keeps]);
  const [toBuyer, toSeller] = help.map(
    ({ sections }) =>
      (wanted) =>
        sections.find(({ id }) => id === wanted)?.sentences ?? [],
  );
  const sentences = [...toBuyer('money'), ...toSeller('goods'), ...toBuyer('itself')];
  const findings = analysePolicy(policy).filter(({ code }) => !code.startsWith('part-'));
  const links = findings
    .filter(({ code }) => code === 'alternative-without-link')
    .map(({ message }) => message.match(/`.*?`/)[0]);
  const others = findings.filter(({ code }) => code !== 'alternative-without-link').map(({ message }) => message);
  return {
    row: `| [\`${id}\`](#${id}) | ${[...answers, ...answer, either(methods), either(fees), scope === 'order' ? 'whole orders' : 'items too'].join(' | ')} |`,
    section: [
      `## ${id}\n`,
      ...(description ? [`${description}\n`] : []),
      ...listed('', sentences),
      ...listed('What a shop may want to settle:', [
        ...others,
        ...(links.length > 0 ? [`Links to add: ${either(links)}.`] : []),
      ]),
      ...listed(
        'Sources:',
        rules.filter(({ source }) => source).map((rule) => `\`${rule.id}\`: ${rule.source}`),
      ),
    ].join('\n'),
  };
}

const either = (texts) => [...new Set(texts)].join(', ') || '–';

const feeText = ({ basisPoints, amount, atLeast }) =>
  [
    basisPoints && `${basisPoints / 100} %`,
    amount && `+ ${priceText(amount)}`,
    atLeast && `(at least ${priceText(atLeast)})`,
  ]
    .filter(Boolean)
    .join(' ');

const priceText = ({ amount, currency }) => `${amount / 100} ${currency}`;

const listed = (heading, items) =>
  items.length > 0 ? [...(heading ? [`${heading}\n`] : []), ...new Set(items.map((item) => `- ${item}`)), ''] : [];

/** What a table says of the statuses of some phases, each time with its answers. */
function answersOf({ statuses }, { rows }, wanted) {
  const cells = rows
    .filter((row) => row.statuses.some((status) => wanted.includes(statuses[status].phase)))
    .flatMap((row) => row.cells.map((cell) => cellText(cell, row.axis)));
  return [...new Set(cells)].join('<br>') || '–';
}

function cellText({ cases, time }, axis) {
  const usual = cases.find((one) => one.usual);
  const isSure = usual && (usual.ruleId !== null || cases.length === 1);
  const outcomes = best.filter((outcome) => cases.some((one) => one.outcome === outcome));
  const text = outcomes.map((one) => (isSure && one === usual.outcome ? `**${one}**` : one)).join(' / ');
  return axis ? `${text}, ${time}` : text;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(docFile, await presetsDoc());
