import assert from 'node:assert/strict';
import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { manifest, root } from '../../scripts/entries.mjs';
import { personalMembers } from '../../src/domain/log-entry.ts';
import {
  type EvidencePacket,
  eraseFrom,
  newSigningKey,
  publicKeyOf,
  type SigningKey,
  withhold,
} from '../../src/evidence/index.ts';
import { chained, everyEntry, packetOf, signed } from './fixtures.ts';

const command = join(root, manifest.bin['order-cancel-elements']);
const log = chained(everyEntry);

let folder: string;
let packet: EvidencePacket;
let key: SigningKey;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'packet-'));
  ({ packet, key } = await packetOf(log));
  write('packet.json', packet);
  write('key.json', publicKeyOf(key));
  write('keys.json', { keys: [publicKeyOf(await newSigningKey()), publicKeyOf(key)] });
  write('other-key.json', publicKeyOf(await newSigningKey()));
  write('kept.json', (await signed(log.slice(0, 5), key)).checkpoint);
});
after(() => rmSync(folder, { recursive: true }));

function write(name: string, value: unknown): void {
  writeFileSync(join(folder, name), typeof value === 'string' ? value : JSON.stringify(value, null, 2));
}

async function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  try {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [command, ...args], { cwd: folder });
    return { code: 0, out: stdout, err: stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, out: stdout, err: stderr };
  }
}

describe('order-cancel-elements verify', () => {
  it('says what a packet proves and what it does not, and that nobody compared the key', async () => {
    const { code, out, err } = await run('verify', 'packet.json');
    assert.equal(err, '');
    assert.equal(code, 1);
    assert.match(out, /^packet\.json: Consistent, but not verified/);
    assert.ok(out.includes(`Order order-17, ${log.length} entries; put together for the buyer`), out);
    assert.match(out, /not compared with any key of the platform/);
    assert.doesNotMatch(out, /Every entry is as it was recorded/);
    assert.match(out, /Not proven:\n {2}- That these are the entries that were recorded\./);
    assert.doesNotMatch(out, /What is wrong/);
  });

  for (const option of [
    ['--key', 'key.json'],
    ['--key', 'keys.json'],
    ['--checkpoint', 'kept.json'],
  ]) {
    it(`verifies with ${option.join(' ')}`, async () => {
      const { code, out } = await run('verify', 'packet.json', ...option);
      assert.equal(code, 0);
      assert.match(out, /^packet\.json: Verified/);
    });
  }

  it('takes the keys that a platform publishes', async () => {
    const server = createServer((_, response) => response.end(JSON.stringify({ keys: [publicKeyOf(key)] })));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/keys`;
    try {
      assert.equal((await run('verify', 'packet.json', '--keys-url', url)).code, 0);
    } finally {
      server.close();
    }
    const { code, err } = await run('verify', 'packet.json', '--keys-url', url);
    assert.equal(code, 2);
    assert.match(err, /cannot get http:/);
  });

  it('does not verify what another key signed, what was altered, what was cut off, and what nobody signed', async () => {
    const { log: entries } = packet;
    write('altered.json', {
      ...packet,
      log: entries.map((entry) => (entry.seq === 3 ? { ...entry, text: 'Please ship.' } : entry)),
    });
    write('cut.json', { ...packet, log: entries.slice(0, 4) });
    write('unsigned.json', { ...packet, checkpoint: null });
    for (const [args, wrong] of [
      [['packet.json', '--key', 'other-key.json'], /the signature: none of the keys that were given/],
      [['altered.json'], /entry 3: what a person wrote is not what was committed to/],
      [['cut.json'], /the checkpoint: entries that were signed are lacking/],
      [['cut.json', '--checkpoint', 'kept.json'], / checkpoint 1: entries that were signed are lacking/],
      [['unsigned.json'], /Nobody signed it/],
      [['packet.json', '--checkpoint', 'packet.json'], /checkpoint 1: it is the packet's own, and proves nothing more/],
      [
        ['unsigned.json', '--checkpoint', 'kept.json'],
        new RegExp(`Verified in part[\\s\\S]*could have made them\\. \\(entries 6-${log.length}\\)`),
      ],
    ] as const) {
      const { code, out, err } = await run('verify', ...args);
      assert.equal(err, '');
      assert.equal(code, 1, args.join(' '));
      assert.match(out, wrong);
    }
  });

  it('does not exit as for a whole packet where words were cut out of it', async () => {
    const entries = log.map((entry) => (entry.seq === 3 ? eraseFrom(entry, ['text']) : entry));
    write('words-cut.json', (await packetOf(entries, key)).packet);
    const { code, out } = await run('verify', 'words-cut.json', '--key', 'key.json');
    assert.equal(code, 1);
    assert.match(out, /^words-cut\.json: Incomplete: words were cut out/);
    assert.match(out, /entries 3: words were cut out, and nobody erased them on record/);
  });

  it('waits for no pipe', async () => {
    const pipe = join(folder, 'pipe.json');
    execFileSync('mkfifo', [pipe]);
    const { code, err } = await run('verify', 'pipe.json');
    assert.equal(code, 2);
    assert.match(err, /pipe\.json is no file/);
  });

  it('lets nothing from a file steer the terminal, in words, errors or JSON', async () => {
    const hostile = '\u009b31m\u202e\u0085\u001b[2J';
    write('hostile.json', { ...packet, orderId: hostile });
    writeFileSync(join(folder, 'twice.json'), `{"${hostile.slice(0, 3)}": 1, "${hostile.slice(0, 3)}": 2}`);
    for (const args of [['hostile.json'], ['hostile.json', '--json'], ['twice.json']]) {
      const { out, err } = await run('verify', ...args);
      assert.doesNotMatch(out + err, /(?!\n)[\p{Cc}\p{Cf}]/u, args.join(' '));
    }
    const { code, out } = await run('verify', 'hostile.json', '--json');
    assert.equal(code, 1);
    assert.equal(JSON.parse(out).verdict, 'refuted');
  });

  it('is honest about what was withheld and erased', async () => {
    const entries = log.map((entry) => {
      if (entry.seq === 9) return withhold(entry);
      return entry.seq === 10 ? eraseFrom(entry, personalMembers) : entry;
    });
    write('gaps.json', (await packetOf(entries, key)).packet);
    const { code, out } = await run('verify', 'gaps.json', '--key', 'key.json');
    assert.equal(code, 0);
    assert.match(out, /withheld from this reader\. Only who wrote to whom, and when, is proven\. \(entries 9\)/);
    assert.match(out, /that was erased\. That it was there is proven\. \(entries 10\)/);
  });

  it('gives the report as JSON', async () => {
    const { code, out } = await run('verify', 'packet.json', '--key', 'key.json', '--json');
    assert.equal(code, 0);
    assert.equal(JSON.parse(out).verdict, 'verified');
  });

  it('says what it cannot use, and where that is', async () => {
    write('text.json', 'no');
    write('twice.json', '{"format":"order-cancel-evidence","format":"x"}');
    write('odd.json', { ...packet, note: 1 });
    write('latin.json', '');
    writeFileSync(join(folder, 'latin.json'), Buffer.from([0x22, 0xe9, 0x22]));
    for (const [args, said] of [
      [[], /say what to do/],
      [['check'], /unknown command "check"/],
      [['verify'], /needs the packet's file/],
      [['verify', 'a', 'b'], /one packet at a time/],
      [['verify', 'absent.json'], /cannot read absent\.json/],
      [['verify', 'text.json'], /text\.json is no JSON/],
      [['verify', 'latin.json'], /latin\.json is no UTF-8 text/],
      [['verify', 'twice.json'], /names the member "format" twice/],
      [['verify', 'odd.json'], /not an evidence packet[\s\S]*note: unknown-key/],
      [['verify', 'key.json'], /not an evidence packet/],
      [['verify', 'packet.json', '--key', 'packet.json'], /packet\.json holds no public Ed25519 key/],
      [['verify', 'packet.json', '--checkpoint', 'key.json'], /key\.json holds no checkpoint/],
      [['verify', 'packet.json', '--keys-url', 'http://shop.example/keys'], /has to begin with https/],
      [['verify', 'packet.json', '--quick'], /--quick/],
    ] as const) {
      const { code, out, err } = await run(...args);
      assert.equal(code, 2, args.join(' '));
      assert.match(out + err, said);
      assert.doesNotMatch(err, /\n\s+at /);
    }
  });

  it('lets no file steer the terminal', async () => {
    write('steer.json', { ...packet, '\u001b[2J\u202e': 1 });
    const { out } = await run('verify', 'steer.json');
    assert.match(out, /\?\[2J\?: unknown-key/);
  });

  it('explains itself', async () => {
    const { code, out } = await run('--help');
    assert.equal(code, 0);
    assert.match(out, /verify packet\.json[\s\S]*--keys-url[\s\S]*Exit codes/);
  });
});

describe('order-cancel-elements html', () => {
  it('gives the packet as a page', async () => {
    const { code, out } = await run('html', 'packet.json', '--key', 'key.json');
    assert.equal(code, 0);
    assert.match(out, /^<!doctype html>[\s\S]*Verified: nothing was altered[\s\S]*<\/html>\n$/);
  });
});
