// The commands about policies: lint, diff, replay, describe, explain.

import { openAsBlob } from 'node:fs';
import { parseStrictJson } from '../dist/evidence/index.js';
import {
  analysePolicy,
  CancelError,
  decide,
  describePolicy,
  diffPolicies,
  explainDecision,
  explainIssues,
  parseOrder,
  parsePolicy,
  readPastOrders,
  replayPolicy,
  textOf as textOfStream,
} from '../dist/policy/index.js';
import { textIn, textOf, Unusable } from './files.mjs';
import { placeOf } from './json-place.mjs';

export const commands = { lint, diff, replay, describe, explain };

const severities = ['error', 'warning', 'note'];
const actors = ['buyer', 'seller', 'platform', 'nobody'];
/** No policy is as large. */
const maxBytes = 2 ** 20;

/** Each is given files and options, prints by `say`, and gives the exit code. */
async function lint(files, options, { say }) {
  const failsAt = severityOf(options['fail-on'] ?? 'error');
  const languages = options.language.flatMap((list) => list.split(','));
  const read = await documents(files, 'lint');
  const all = read.map(({ name, text, value }) => {
    const findings = analysePolicy(value, {
      ...(languages.length > 0 && { languages }),
      ...(options.lacks.length > 0 && { capabilities: { lacks: options.lacks } }),
    });
    return {
      name,
      findings: findings.map((finding) => ({ ...finding, at: text === null ? null : placeOf(text, finding.path) })),
    };
  });
  const format = formatOf(options, ['human', 'json', 'sarif']);
  if (format === 'json')
    say(
      JSON.stringify(
        all.map(({ name, findings }) => ({ file: name, findings })),
        null,
        2,
      ),
    );
  else if (format === 'sarif') say(JSON.stringify(sarifOf(all), null, 2));
  else for (const { name, findings } of all) say(lintText(name, findings, options.witness));
  const worst = all.some(({ findings }) => findings.some(({ severity }) => severities.indexOf(severity) <= failsAt));
  return worst ? 1 : 0;
}

async function diff(files, options, { say }) {
  if (files.length !== 2) throw new Unusable('diff needs two policies: diff before.json after.json');
  const [before, after] = (await documents(files, 'diff')).map((one) => policyIn(one));
  const found = diffPolicies(before, after);
  const { same, changes, settings, undecided } = found;
  if (formatOf(options, ['human', 'json']) === 'json') say(JSON.stringify(found, null, 2));
  else if (same) say('Neither answers nor settings differ.');
  else {
    const lines = changes.flatMap(({ sentence, witness }) => [
      `- ${sentence}`,
      ...(options.witness ? [indented(JSON.stringify(witness))] : []),
    ]);
    const others = settings.map(({ path }) => `- ${path.join('.')} differs.`);
    say(
      [...lines, ...others, ...undecided.map((sentence) => `Not decided: ${sentence}`)].join('\n') ||
        'No difference was found.',
    );
  }
  return same ? 0 : 1;
}

async function replay([name, ...files], options, { say, progress }) {
  if (name === undefined || files.length === 0)
    throw new Unusable('replay needs a policy and orders: replay policy.json orders.ndjson [--against old.json]');
  const [policy, against] = (await documents([name, ...(options.against ? [options.against] : [])], 'replay')).map(
    (one) => policyIn(one),
  );
  const asked = askedOf(options);
  const format = formatOf(options, ['human', 'json']);
  const started = performance.now();
  const orders = async function* () {
    for (const file of files) yield* readPastOrders(textOfStream(await bytesOf(file)), asked);
  };
  const result = await replayPolicy(policy, orders(), {
    ...(against && { against }),
    onProgress: (done) => progress(`${done.toLocaleString('en')} orders`),
  });
  progress('');
  const seconds = (performance.now() - started) / 1000;
  say(format === 'json' ? JSON.stringify(result, null, 2) : replayText(result, seconds));
  return result.unreadable.count > 0 ? 1 : 0;
}

async function describe(files, options, { say }) {
  const format = formatOf(options, ['human', 'json', 'json-ld']);
  const actor = actorOf(options.actor ?? 'buyer', actors.slice(0, 3));
  const [language = 'en'] = options.language;
  for (const one of await documents(files, 'describe')) {
    const description = await describePolicy(policyIn(one), { language, actor });
    if (description.language !== language)
      progressNote(`words of ${description.language}, as there are none in ${language}`);
    if (format === 'human') say(description.text.trimEnd());
    else say(JSON.stringify(format === 'json' ? description : description.jsonLd, null, 2));
  }
  return 0;
}

async function explain(files, options, { say }) {
  if (files.length !== 2) throw new Unusable('explain needs a policy and an order: explain policy.json order.json');
  const [first, second] = await documents(files, 'explain');
  const policy = policyIn(first);
  const asked = askedOf(options);
  let [past] = [];
  for await (const some of readPastOrders([JSON.stringify(second.value)], asked)) [past] = some;
  if (!past || 'problem' in past) {
    if (!past || past.problem.startsWith('no order'))
      checked(parseOrder, second.value?.order ?? second.value, second.name);
    throw new Unusable(`${second.name} cannot be used: ${past.problem}`);
  }
  const { order } = past;
  const given = { ...(options.actor && { actor: asked.actor }), ...(options.now && { now: asked.now }) };
  const context = { ...past.context, ...given };
  const decision = decide(policy, order, context);
  if (formatOf(options, ['human', 'json']) === 'json') say(JSON.stringify(decision, null, 2));
  else say(explainDecision(policy, decision, context));
  return 0;
}

function lintText(name, findings, withWitness) {
  if (findings.length === 0) return `${name}: nothing is wrong with it`;
  const lines = findings.flatMap(({ severity, code, message, at, path, witness }) => [
    `${name}${at ? `:${at.line}:${at.column}` : ''}: ${severity}: ${message} (${code}${at || path.length === 0 ? '' : `, at ${path.join('.')}`})`,
    ...(withWitness && witness ? [indented(JSON.stringify(witness))] : []),
  ]);
  const counts = severities.map((severity) => [findings.filter((one) => one.severity === severity).length, severity]);
  const told = counts
    .filter(([count]) => count > 0)
    .map(([count, severity]) => `${count} ${severity}${count > 1 ? 's' : ''}`);
  return [...lines, `${name}: ${told.join(', ')}`].join('\n');
}

/** SARIF 2.1.0, as code hosts show it beside the lines. */
function sarifOf(all) {
  const codes = [...new Set(all.flatMap(({ findings }) => findings.map(({ code }) => code)))].sort();
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'order-cancel-elements', rules: codes.map((id) => ({ id })) } },
        results: all.flatMap(({ name, findings }) =>
          findings.map(({ code, severity, message, path, at }) => ({
            ruleId: code,
            level: severity,
            message: { text: message },
            locations: [
              {
                physicalLocation: {
                  artifactLocation: { uri: encodeURI(name.replaceAll('\\', '/')) },
                  ...(at && { region: { startLine: at.line, startColumn: at.column } }),
                },
                logicalLocations: [{ fullyQualifiedName: path.join('.') || '.' }],
              },
            ],
          })),
        ),
      },
    ],
  };
}

function replayText({ orders, unreadable, changed, changes, before, after }, seconds) {
  const number = (value) => value.toLocaleString('en');
  const rate = seconds > 0 ? `, ${number(Math.round(orders / seconds))} a second` : '';
  const lines = [`${number(orders)} orders${rate}`];
  if (unreadable.count > 0) {
    lines.push(`${number(unreadable.count)} could not be read, and are not counted:`);
    lines.push(...unreadable.first.map(({ at, problem }) => `  number ${number(at)}: ${problem}`));
  }
  const rows = [['', ...(before ? ['before'] : []), 'after']];
  const row = (title, of) => {
    const values = [...(before ? [before] : []), after].map(of);
    if (values.some((value) => value !== 0)) rows.push([title, ...values.map(number)]);
  };
  for (const outcome of Object.keys(after.outcomes)) row(outcome, (one) => one.outcomes[outcome]);
  const each = (title, member) => {
    const names = new Set([before, after].flatMap((one) => (one ? Object.keys(one[member]) : [])));
    for (const name of names) row(`${title} ${name}`, (one) => one[member][name] ?? 0);
  };
  each('refunded at once, minor units of', 'refund');
  each('refunded if accepted, minor units of', 'refundIfAccepted');
  row('units back to stock at once', (one) => one.restock);
  row('units back to stock if accepted', (one) => one.restockIfAccepted);
  each('requests to be answered by the', 'toAnswer');
  lines.push('', ...table(rows));
  if (!before) return lines.join('\n');
  lines.push('', `${number(changed)} are answered differently${changed > 0 ? ':' : '.'}`);
  for (const { actor, status, from, to, count, examples } of changes) {
    const what = `${from.outcome} (${from.reason}) becomes ${to.outcome} (${to.reason})`;
    lines.push(
      `  ${number(count)} × ${actor}, ${status}: ${what}; for example ${examples.map(({ order }) => order.number).join(', ')}`,
    );
  }
  if (changed > 0) lines.push('', 'Money, goods and requests are those of the orders that are treated differently.');
  return lines.join('\n');
}

function table(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  return rows.map((row) =>
    row
      .map((cell, at) => (at ? cell.padStart(widths[at]) : cell.padEnd(widths[0])))
      .join('  ')
      .trimEnd(),
  );
}

const indented = (text) => `    ${text}`;

function progressNote(text) {
  console.error(`order-cancel-elements: ${text}`);
}

function formatOf({ format = 'human', json }, known) {
  const wanted = json ? 'json' : format;
  if (!known.includes(wanted)) throw new Unusable(`--format has to be one of ${known.join(', ')}, not ${wanted}`);
  return wanted;
}

function severityOf(name) {
  const at = severities.indexOf(name);
  if (at < 0) throw new Unusable(`--fail-on has to be one of ${severities.join(', ')}, not ${name}`);
  return at;
}

function actorOf(name, known) {
  if (!known.includes(name)) throw new Unusable(`--actor has to be one of ${known.join(', ')}, not ${name}`);
  return name;
}

function askedOf({ actor = 'buyer', now = new Date().toISOString() }) {
  const ms = typeof now === 'number' ? now : /^-?\d+$/.test(now) ? Number(now) : Date.parse(now);
  if (!Number.isFinite(ms))
    throw new Unusable(`--now has to be an instant, RFC 3339 or epoch milliseconds, not ${now}`);
  return { actor: actorOf(actor, actors), now: ms };
}

/** What the files hold: JSON, or with `preset:` one of the package's own; `-` is what is piped in. */
async function documents(names, command) {
  if (names.length === 0)
    throw new Unusable(`${command} needs a file: ${command} policy.json, - for what is piped in, or preset:NAME`);
  if (names.filter((name) => name === '-').length > 1) throw new Unusable('only one of them can be piped in');
  return Promise.all(
    names.map(async (name) => {
      const preset = /^preset:([\w-]+)$/.exec(name)?.[1];
      if (preset) return { name, text: null, value: await presetNamed(preset) };
      const text = name === '-' ? await piped() : textIn(name, maxBytes, 'policy or order');
      try {
        return { name: name === '-' ? 'stdin' : name, text, value: parseStrictJson(text) };
      } catch (error) {
        throw new Unusable(`${name} is no JSON that can be relied upon: ${jsonProblem(text) ?? error.message}`);
      }
    }),
  );
}

/** Where the platform finds it wrong, if it does. */
function jsonProblem(text) {
  try {
    JSON.parse(text);
    return null;
  } catch (error) {
    return error.message;
  }
}

async function presetNamed(name) {
  try {
    return (await import(`../dist/policy/presets/${name}.js`)).default;
  } catch (error) {
    if (error?.code !== 'ERR_MODULE_NOT_FOUND') throw error;
    throw new Unusable(`there is no preset ${name}`);
  }
}

async function piped() {
  const parts = [];
  let size = 0;
  for await (const part of process.stdin) {
    size += part.length;
    if (size > maxBytes) throw new Unusable('what is piped in is larger than any policy or order');
    parts.push(part);
  }
  return textOf(Buffer.concat(parts), 'what is piped in');
}

async function bytesOf(name) {
  if (name === '-') return (await import('node:stream')).Readable.toWeb(process.stdin);
  try {
    return (await openAsBlob(name)).stream();
  } catch (error) {
    throw new Unusable(`cannot read ${name}: ${error.message}`);
  }
}

function policyIn({ name, value }) {
  return checked(parsePolicy, value, name);
}

function checked(parse, value, name) {
  try {
    return parse(value);
  } catch (error) {
    if (!(error instanceof CancelError)) throw error;
    const told = explainIssues(error, value).map(({ message }) => `\n- ${message}`);
    throw new Unusable(`${name} cannot be used:${told.join('')}`);
  }
}
