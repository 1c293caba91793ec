// npm run test:frameworks [-- name …]: builds each example of examples/frameworks with the built package, and cancels orders in it.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer from 'puppeteer-core';
import { requireEngines } from './browsers.mjs';
import { manifest, root } from './entries.mjs';

const examples = join(root, 'examples/frameworks');
const wanted = process.argv.slice(2);
const names = readdirSync(examples).filter(
  (name) => existsSync(join(examples, name, 'package.json')) && (wanted.length === 0 || wanted.includes(name)),
);
assert.ok(names.length > 0, `no example is called ${wanted}`);
assert.ok(existsSync(join(root, 'dist/ssr/index.js')), 'the package is not built: npm run build');

const packed = mkdtempSync(join(tmpdir(), 'packed-'));
const npm = (cwd, ...args) => execFileSync('npm', args, { cwd, stdio: ['ignore', 'ignore', 'inherit'] });
npm(root, 'pack', '--silent', '--ignore-scripts', '--pack-destination', packed);
const [tarball] = readdirSync(packed);

const { chromium } = requireEngines(['chromium']).chromium;
const browser = await puppeteer.launch({
  executablePath: chromium,
  args: ['--no-sandbox', '--disable-gpu', '--lang=en-US'],
});
try {
  for (const name of names) await tryOut(name);
} finally {
  await browser.close();
  rmSync(packed, { recursive: true });
}

async function tryOut(name) {
  const cwd = join(examples, name);
  const began = Date.now();
  npm(cwd, 'ci', '--no-audit', '--no-fund', '--loglevel=error');
  const there = join(cwd, 'node_modules', manifest.name);
  rmSync(there, { recursive: true, force: true });
  mkdirSync(there);
  execFileSync('tar', ['xzf', join(packed, tarball), '-C', there, '--strip-components=1']);
  npm(cwd, 'run', 'build');
  const port = await freePort();
  const env = { ...process.env, PORT: String(port), HOST: '127.0.0.1' };
  // A group of its own, so that what npm starts ends with it.
  const server = spawn('npm', ['start'], { cwd, env, stdio: ['ignore', 'ignore', 'inherit'], detached: true });
  try {
    const base = `http://127.0.0.1:${port}`;
    await answering(`${base}/orders/1042`);
    await cancelWithScript(`${base}/orders/1042`);
    await cancelWithout(`${base}/orders/1043`);
  } finally {
    process.kill(-server.pid);
  }
  console.log(
    `${name}: two orders cancelled, ${Math.round((Date.now() - began) / 1000)} s with installing and building`,
  );
}

function freePort() {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

async function answering(url) {
  const end = Date.now() + 60_000;
  while (!(await fetch(url).catch(() => null))?.ok) {
    assert.ok(Date.now() < end, `${url} does not answer`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** The first such element, once there is one. Puppeteer's own waiting sees no changes in shadow trees. */
async function find(page, selector) {
  const end = Date.now() + 30_000;
  for (;;) {
    const element = await page.$(selector);
    if (element) return element;
    assert.ok(Date.now() < end, `${page.url()} has no ${selector}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function cancelWithScript(url) {
  const page = await browser.newPage();
  const faults = [];
  page.on('console', (message) => {
    if (['warn', 'error'].includes(message.type())) faults.push(message.text());
  });
  page.on('pageerror', (error) => faults.push(String(error)));
  // What the parser made of the first HTML is kept, to be compared with what is there afterwards.
  await page.evaluateOnNewDocument(() => {
    const find = () => document.querySelector('order-cancel-button')?.shadowRoot?.querySelector('button');
    new MutationObserver((_, observer) => {
      window.firstButton ??= find();
      if (window.firstButton) observer.disconnect();
    }).observe(document, { childList: true, subtree: true });
  });
  await page.goto(url);
  await page.waitForFunction(() => document.querySelector('order-cancel-button')?.hasUpdated);
  const kept = await page.evaluate(
    () => document.querySelector('order-cancel-button').shadowRoot.querySelector('button') === window.firstButton,
  );
  assert.ok(kept, 'the button is another one than the server’s');
  await (await find(page, 'order-cancel-button >>> [part~=button]')).click();
  await (await find(page, 'order-cancel-button >>> [part~=confirm][aria-disabled=false]')).click();
  await find(page, 'cancel-status-badge >>> [part~=cancelled]');
  assert.deepEqual(faults, []);
  await page.close();
}

async function cancelWithout(url) {
  const page = await browser.newPage();
  await page.setJavaScriptEnabled(false);
  await page.goto(url);
  await Promise.all([page.waitForNavigation(), page.click('order-cancel-button button')]);
  await find(page, 'cancel-status-badge >>> [part~=cancelled]');
  await page.close();
}
