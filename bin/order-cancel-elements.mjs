#!/usr/bin/env node
// Reads policies, verifies evidence packets where neither the shop nor the network has a say, holds a shop to the protocol, makes
// the tables of a database, and serves a sample shop.
import { parseArgs } from 'node:util';
import { packetHtml, packetTexts, parseStrictJson, verifyPacket } from '../dist/evidence/index.js';
import { textIn, Unusable } from './files.mjs';

const help = `order-cancel-elements lint POLICY … [options]        what is wrong with policies, and where
order-cancel-elements diff POLICY POLICY [options]   which orders get another answer by the second
order-cancel-elements replay POLICY ORDERS … [options]   past orders by a policy, compared with --against
order-cancel-elements describe POLICY … [options]    what a policy says, in words
order-cancel-elements explain POLICY ORDER [options] what is decided of an order, and how each rule fared
order-cancel-elements serve [options]                a sample shop with its cancellations, which survives restarts
order-cancel-elements check-shop URL [options]       holds a shop that is running to the protocol; uses up the orders that are named
order-cancel-elements migrate [--database URL]       makes the tables of a database, or brings them up to date
order-cancel-elements verify packet.json [options]   says what an evidence packet proves, and what it does not
order-cancel-elements html packet.json [options] > case.html   the packet as a page to read and print

  POLICY              a JSON file, - for what is piped in, or preset:NAME
  ORDERS              JSON: a list, or one after the other (NDJSON); orders, or { order, actor, now, cancellations }
  --format NAME       human, or json; sarif (lint); json-ld (describe). Default: human
  --fail-on SEVERITY  error, warning or note: from which on lint exits with 1. Default: error
  --language TAG      in which codes are to be worded; may be given several times (lint); of the words (describe)
  --lacks WHAT        what the shop cannot do, such as lines; may be given several times (lint)
  --witness           with an order that shows it, as JSON (lint, diff)
  --against POLICY    the policy that was in force (replay)
  --actor ROLE        buyer, seller, platform or nobody: who asks. Default: buyer (replay, describe, explain)
  --now INSTANT       when it is asked, RFC 3339 or epoch ms. Default: now (replay, explain)
  --key FILE          a public key of the platform, or its list of keys, as JSON; may be given several times
  --keys-url URL      where the platform publishes its keys: https://shop.example/cancellations/keys
  --checkpoint FILE   a checkpoint, or a packet, that was kept from earlier; may be given several times
  --json              the report as JSON (verify)
  --port N            default: PORT, else 5173; 0: any (serve)
  --host NAME         default: HOST, else 127.0.0.1 (serve)
  --database URL      postgres://…, or a file: default DATABASE_URL, else order-cancel-elements.sqlite (serve, migrate)
  --rate-limit N      requests that one person may send in a minute; 0: any number; default: RATE_LIMIT, else 600 (serve)
  --order ID          an order that may be used up, paid and not shipped; ten are needed for all cases (check-shop)
  --secret-env NAME   the variable that holds the secret; default: SHOP_SECRET (check-shop)
  --without EFFECT    of which the shop has nothing, such as coupons; may be given several times (check-shop)
  --help              this text

Without --key, --keys-url or --checkpoint the packet is only held against the key that it names itself: that shows whether it
was altered since it was signed, not who signed it.

Exit codes of lint: 0 nothing as bad as --fail-on; 1 something is; 2 not usable. Of diff: 0 no difference; 1 some, or not everything
was decided; 2 not usable. Of replay: 0 every order was replayed; 1 some could not be read; 2 not usable. Of describe and explain: 0; 2 not usable.
Exit codes of check-shop: 0 every case passed; 1 not, or not every one could be run; 2 not usable.
Of the others: 0 every entry is verified by a key or checkpoint that was given, and nothing was cut out; 1 not, or not every one,
or words are missing; 2 not usable: no packet, or a file or option that cannot be read.`;

const policyCommands = ['lint', 'diff', 'replay', 'describe', 'explain'];
const everyCommand = [...policyCommands, 'verify', 'html', 'check-shop', 'migrate', 'serve'].join(', ');

/** What only who serves, or has a database, needs is installed by them. */
const ofDatabases = ['kysely', 'libsql', 'pg', 'graphile-worker'];
const ofServing = ['hono', '@hono/node-server', ...ofDatabases, 'pino', 'prom-client'];

/** Larger files are no packets. */
const maxBytes = 256 * 2 ** 20;

/** What each outcome is called, of one width. */
const outcomes = { passed: 'passed ', failed: 'FAILED ', 'not-run': 'not run' };
const signings = {
  trusted: 'trusted',
  'own-key': 'not compared with any key of the platform',
  'other-key': 'none of the keys that were given',
  invalid: 'the signature is not right',
  unchecked: 'this version of Node cannot check it',
};
const faults = {
  malformed: 'it is no entry',
  order: 'its number does not follow',
  link: 'it does not refer to the entry before',
  altered: 'its content is not what its checksum says',
  commitment: 'what a person wrote is not what was committed to',
  salt: 'it has a salt that belongs to nothing',
};
const fits = {
  'other-order': 'it is of another order',
  truncated: 'entries that were signed are lacking',
  diverged: 'the last entry that was signed is another one',
};

/** What steers a terminal or turns the direction of its text, in whatever came from a file. Ends of lines are our own. */
const steering = /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

process.exitCode = await run(process.argv.slice(2)).catch((error) => {
  // Also what nobody foresaw must not look like an answer.
  const text = `order-cancel-elements: ${error instanceof Unusable ? error.message : error.stack}`;
  console.error(text.replace(steering, '?'));
  return 2;
});

async function run(args) {
  const { values, positionals } = optionsOf(args);
  if (values.help) {
    console.log(help);
    return 0;
  }
  const [command, file, ...rest] = positionals;
  if (policyCommands.includes(command)) {
    const { commands } = await import('./policy-tools.mjs');
    return commands[command](positionals.slice(1), values, { say, progress });
  }
  if (command === 'serve') return serveUntilStopped(values);
  if (command === 'migrate') return migrateDatabase(values);
  if (command === 'check-shop') return check(file, values);
  if (command === undefined) throw new Unusable(`say what to do: ${everyCommand}\n\n${help}`);
  if (command !== 'verify' && command !== 'html') throw new Unusable(`unknown command "${command}": ${everyCommand}`);
  if (file === undefined) throw new Unusable(`${command} needs the packet's file: ${command} packet.json`);
  if (rest.length > 0) throw new Unusable(`one packet at a time: ${rest.join(' ')} is too much`);

  const packet = readJson(file);
  const report = await verifyPacket(packet, await trustOf(values));
  if (command === 'html' && report.verdict !== 'unusable') {
    console.log(packetHtml(packet, report).trimEnd());
    return exitCode(report);
  }
  if (values.json) console.log(JSON.stringify(report, null, 2).replace(steering, asEscape));
  else console.log(told(file, packet, report).replace(steering, '?'));
  return exitCode(report);
}

function optionsOf(args) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        key: { type: 'string', multiple: true, default: [] },
        'keys-url': { type: 'string', multiple: true, default: [] },
        checkpoint: { type: 'string', multiple: true, default: [] },
        json: { type: 'boolean', default: false },
        port: { type: 'string' },
        host: { type: 'string' },
        database: { type: 'string' },
        'rate-limit': { type: 'string' },
        order: { type: 'string', multiple: true, default: [] },
        'secret-env': { type: 'string', default: 'SHOP_SECRET' },
        without: { type: 'string', multiple: true, default: [] },
        format: { type: 'string' },
        'fail-on': { type: 'string' },
        language: { type: 'string', multiple: true, default: [] },
        lacks: { type: 'string', multiple: true, default: [] },
        witness: { type: 'boolean', default: false },
        against: { type: 'string' },
        actor: { type: 'string' },
        now: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
  } catch (error) {
    throw new Unusable(`${error.message}\n\n${help}`);
  }
}

/** A part of the package, with the packages that it needs. */
async function partOf(path, needed) {
  return import(path).catch((error) => missing(error, needed));
}

function missing(error, needed) {
  if (error?.code !== 'ERR_MODULE_NOT_FOUND') throw error;
  throw new Unusable(`a package is not there: npm install ${needed.join(' ')}\n${error.message}`);
}

async function migrateDatabase({ database = process.env.DATABASE_URL || 'order-cancel-elements.sqlite' }) {
  const { openDatabase, openQueue, migrate } = await partOf('../dist/server/sql/index.js', ofDatabases);
  const kysely = await openDatabase(database, { timeout: 0 });
  const queue = openQueue(database);
  try {
    console.error(
      `Steps that were made: ${await migrate(kysely, { onProgress: migrating() })}. The tables are up to date.`,
    );
    await queue.migrate();
  } catch (error) {
    if (error.code !== 'ERR_MODULE_NOT_FOUND') throw new Unusable(`the tables cannot be made: ${error.message}`);
    console.error(
      'Those of the queue need the package graphile-worker, which is not there; without the queue nobody asks for them.',
    );
  } finally {
    await queue.stop();
    await kysely.destroy();
  }
  return 0;
}

/** Says how far a migration is, now and then. */
function migrating() {
  let last = 0;
  return (progress) => {
    if (progress.type === 'step' && progress.done < progress.of && performance.now() - last < 1000) return;
    last = performance.now();
    const { step, steps, done, of, waited } = progress;
    console.error(
      progress.type === 'waiting'
        ? `Somebody else has the database, for ${Math.round(waited / 1000)} s by now; perhaps they bring it up to date.`
        : `Step ${step} of ${steps}: ${Math.floor((100 * done) / of)} %`,
    );
  };
}

async function serveUntilStopped({
  port = process.env.PORT,
  host = process.env.HOST,
  database = process.env.DATABASE_URL,
  'rate-limit': limit = process.env.RATE_LIMIT || '600',
}) {
  const number = Number(port ?? 5173);
  if (!Number.isInteger(number) || number < 0 || number > 65_535) throw new Unusable(`${port} is no port`);
  if (!/^\d{1,9}$/.test(limit)) throw new Unusable(`${limit} is no number of requests`);
  const { serve } = await partOf('../dist/serve/index.js', ofServing);
  const options = {
    port: number,
    requestsAMinute: Number(limit),
    ...(host && { host }),
    ...(database && { database }),
  };
  const serving = await serve(options).catch((error) => missing(error, ofServing));
  console.error(`The sample shop is at ${serving.url}`);
  await new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, resolve);
  });
  await serving.close();
  return 0;
}

async function check(url, { order: orders, 'secret-env': variable, without, json }) {
  if (!URL.canParse(url ?? '')) throw new Unusable('check-shop needs the address of the shop: check-shop https://…');
  const secret = process.env[variable];
  if (!secret) throw new Unusable(`the variable ${variable} is empty: it has to hold the secret that the shop has`);
  const { checkShop } = await import('../dist/server/shops/http/check-shop.js');
  const found = [];
  try {
    for await (const one of checkShop({ url, secret, orders, without })) {
      found.push(one);
      const { name, outcome, problem } = one;
      if (!json)
        console.log(plain(`${outcomes[outcome]}  ${name}${problem ? `: ${problem}` : ''}`).replace(steering, '?'));
    }
  } catch (error) {
    if (error?.code !== 'invalid-shop' && !(error instanceof RangeError)) throw error;
    throw new Unusable(error.message);
  }
  if (json) console.log(JSON.stringify(found, null, 2).replace(steering, asEscape));
  return found.every(({ outcome }) => outcome === 'passed') ? 0 : 1;
}

async function trustOf({ key, 'keys-url': urls, checkpoint }) {
  const keys = key.flatMap((file) => keysIn(readJson(file), file));
  for (const url of urls) keys.push(...keysIn(await fetchJson(url), url));
  return {
    ...(key.length + urls.length > 0 && { keys }),
    checkpoints: checkpoint.map((file) => checkpointIn(readJson(file), file)),
  };
}

function keysIn(value, from) {
  const list = Array.isArray(value) ? value : Array.isArray(value?.keys) ? value.keys : [value];
  // The private half has no business here, and is not passed on.
  const keys = list
    .filter((one) => one?.kty === 'OKP' && one.crv === 'Ed25519' && typeof one.x === 'string')
    .map(({ kty, crv, x }) => ({ kty, crv, x }));
  if (keys.length === 0)
    throw new Unusable(`${from} holds no public Ed25519 key: { "kty": "OKP", "crv": "Ed25519", "x": … }`);
  return keys;
}

function checkpointIn(value, from) {
  const checkpoint = value?.format === 'order-cancel-evidence' ? value.checkpoint : value;
  if (typeof checkpoint?.head !== 'string') throw new Unusable(`${from} holds no checkpoint`);
  return checkpoint;
}

function readJson(file) {
  return parsed(textIn(file, maxBytes, 'packet'), file);
}

function parsed(text, from) {
  try {
    return parseStrictJson(text);
  } catch (error) {
    throw new Unusable(
      `${from} is ${error.message === 'no JSON' ? 'no JSON' : `not to be relied upon: ${error.message}`}`,
    );
  }
}

async function fetchJson(url) {
  const { protocol, hostname } = URL.canParse(url) ? new URL(url) : {};
  const isHere = protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
  if (protocol !== 'https:' && !isHere) throw new Unusable(`--keys-url has to begin with https://, not ${url}`);
  try {
    const response = await fetch(url, { headers: { accept: 'application/json' }, signal: AbortSignal.timeout(20_000) });
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    return parsed(await response.text(), url);
  } catch (error) {
    if (error instanceof Unusable) throw error;
    throw new Unusable(`cannot get ${url}: ${error.cause?.message ?? error.message}`);
  }
}

/** That a file agrees with itself, as every forgery can, is no success. */
function exitCode({ verdict }) {
  return verdict === 'verified' ? 0 : verdict === 'unusable' ? 2 : 1;
}

/** The report in plain English. */
function told(file, packet, report) {
  const { verdict, issues, chain, kept, proven, notProven, key, signing, fit } = report;
  const lines = [`${plain(file)}: ${packetTexts[`packet.verdict.${verdict}`]}`];
  if (verdict === 'unusable') {
    return [...lines, ...issues.map(({ path, code }) => `  ${plain(path.join('.')) || 'the file'}: ${code}`)].join(
      '\n',
    );
  }
  const { orderId, log, madeAt, madeFor } = packet;
  lines.push('', `Order ${plain(orderId)}, ${log.length} entries; put together for the ${madeFor} at ${madeAt}.`);
  const checkpoint = packet.checkpoint;
  if (checkpoint)
    lines.push(
      `Signed at ${checkpoint.at}, ${checkpoint.size} entries, by the key ${plain(key.x)}: ${signings[signing]}.`,
    );
  else lines.push('Nobody signed it.');
  const wrong = [
    ...chain.faults.slice(0, 20).map(({ at, code }) => `entry ${at + 1}: ${faults[code]}`),
    ...(chain.faults.length > 20 ? [`and ${chain.faults.length - 20} more`] : []),
    ...(fit && fit.code !== 'fits' ? [`the checkpoint: ${fits[fit.code]}`] : []),
    ...(signing === 'invalid' || signing === 'other-key' ? [`the signature: ${signings[signing]}`] : []),
    ...report.strayPolicies.map((at) => `policy ${at + 1}: the record names no such text; it was altered or put in`),
    ...(report.omitted.length > 0
      ? [`entries ${ranges(report.omitted)}: words were cut out, and nobody erased them on record`]
      : []),
    ...(report.leftOut.length > 0
      ? [`entries ${ranges(report.leftOut)}: left out, though the reader may read them`]
      : []),
    ...kept.flatMap(({ signing: by, fit: stands, own }, at) => {
      if (own) return [`checkpoint ${at + 1}: it is the packet's own, and proves nothing more`];
      if (by === 'other-key') return [`checkpoint ${at + 1}: ${signings[by]}`];
      return stands.code !== 'fits' ? [`checkpoint ${at + 1}: ${fits[stands.code]}`] : [];
    }),
  ];
  const list = (title, items) => (items.length > 0 ? ['', `${title}:`, ...items.map((item) => `  - ${item}`)] : []);
  const proof =
    (group) =>
    ({ code, seqs }) =>
      packetTexts[`packet.${group}.${code}`] + (seqs.length > 0 ? ` (entries ${ranges(seqs)})` : '');
  return [
    ...lines,
    ...list('What is wrong', wrong),
    ...list('Proven', proven.map(proof('proven'))),
    ...list('Not proven', notProven.map(proof('not-proven'))),
  ].join('\n');
}

/** What came of it: words from files cannot steer the terminal. */
function say(text) {
  const isJson = /^[[{n]/.test(text);
  console.log(text.replace(steering, isJson ? asEscape : '?'));
}

/** How far it is, on a line of its own that is written over; nothing where nobody looks. */
function progress(text) {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${text}`);
}

/** A word of the file's on a line of ours. */
function plain(text) {
  return String(text).replaceAll('\n', '?').slice(0, 200);
}

/** The same sign as JSON may write it. */
function asEscape(sign) {
  return [...Array(sign.length).keys()].map((at) => `\\u${sign.charCodeAt(at).toString(16).padStart(4, '0')}`).join('');
}

function ranges(seqs) {
  const runs = [];
  for (const seq of [...seqs].sort((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last && last[1] === seq - 1) last[1] = seq;
    else runs.push([seq, seq]);
  }
  return runs.map(([from, to]) => (from === to ? from : `${from}-${to}`)).join(', ');
}
