// Runs tests in WebKitGTK's MiniBrowser: the test runner's launcher interface over plain WebDriver requests.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const screen = { width: 1600, height: 1200 };

const keyCodes = {
  Backspace: '\uE003',
  Tab: '\uE004',
  Enter: '\uE007',
  Shift: '\uE008',
  Control: '\uE009',
  Alt: '\uE00A',
  Escape: '\uE00C',
  Space: ' ',
  PageUp: '\uE00E',
  PageDown: '\uE00F',
  End: '\uE010',
  Home: '\uE011',
  ArrowLeft: '\uE012',
  ArrowUp: '\uE013',
  ArrowRight: '\uE014',
  ArrowDown: '\uE015',
  Insert: '\uE016',
  Delete: '\uE017',
  Meta: '\uE03D',
};
const keyDown = (name) => ({ type: 'keyDown', value: keyCodes[name] ?? name });
const keyUp = (name) => ({ type: 'keyUp', value: keyCodes[name] ?? name });
const press = (name) => [keyDown(name), keyUp(name)];

const buttons = { left: 0, middle: 1, right: 2 };
const moveTo = (x, y) => ({ type: 'pointerMove', duration: 0, x, y });
const buttonDown = (button) => ({ type: 'pointerDown', button: buttons[button] });
const buttonUp = (button) => ({ type: 'pointerUp', button: buttons[button] });

/** @param {{ webkitDriver: string, miniBrowser: string, xvfb: string }} programs */
export function webkitLauncher(programs) {
  return new WebKitLauncher(programs);
}

class WebKitLauncher {
  name = 'WebKit';
  type = 'puppeteer'; // how the runner's commands recognise a launcher with getPage()
  concurrency = 1; // a driver holds one session
  #programs;
  #children = [];
  #config;
  #session;
  #urls = new Map();

  constructor(programs) {
    this.#programs = programs;
  }

  async startSession(id, url) {
    if (!this.#session) {
      this.#session = this.#start();
      await this.#setViewport({ width: 800, height: 600 }); // as the other engines begin
    }
    this.#urls.set(id, url);
    await this.#send('POST', '/url', { url });
  }

  async stopSession(id) {
    await this.#send('POST', '/url', { url: 'about:blank' });
    this.#urls.delete(id);
    return {};
  }

  isActive(id) {
    return this.#urls.has(id);
  }

  getBrowserUrl(id) {
    return this.#urls.get(id);
  }

  async startDebugSession() {
    throw new Error('debugging in WebKit is not supported here; use Chromium');
  }

  async stop() {
    if (this.#session) await this.#send('DELETE', '').catch(() => {});
    for (const child of this.#children.reverse()) child.kill();
    if (this.#config) rmSync(this.#config, { recursive: true, force: true });
  }

  /** What the runner's commands (sendKeys, sendMouse, setViewport) call on a page. */
  getPage() {
    return { keyboard: this.#keyboard, mouse: this.#mouse, setViewport: this.#setViewport };
  }

  #keyboard = {
    type: (text) => this.#keys(...Array.from(text, press).flat()),
    press: (name) => this.#keys(...press(name)),
    down: (name) => this.#keys(keyDown(name)),
    up: (name) => this.#keys(keyUp(name)),
  };

  #mouse = {
    move: (x, y) => this.#pointer(moveTo(x, y)),
    down: ({ button = 'left' } = {}) => this.#pointer(buttonDown(button)),
    up: ({ button = 'left' } = {}) => this.#pointer(buttonUp(button)),
    click: (x, y, { button = 'left' } = {}) => this.#pointer(moveTo(x, y), buttonDown(button), buttonUp(button)),
    reset: () => this.#send('DELETE', '/actions'),
  };

  #setViewport = async ({ width, height }) => {
    await this.#resize(width, height);
    const script = 'return [innerWidth, innerHeight]';
    const read = () => this.#send('POST', '/execute/sync', { script, args: [] });
    let [inner, innerHeight] = await read();
    // The page may not have heard of its new size yet.
    for (let tries = 0; tries < 40 && (inner > width || innerHeight > height); tries++) {
      await new Promise((resolve) => setTimeout(resolve, 25));
      [inner, innerHeight] = await read();
    }
    // The window has a frame and a toolbar: add what the page lacks.
    await this.#resize(2 * width - inner, 2 * height - innerHeight);
  };

  /** Around the middle of the screen, where the pointer is: without a window manager, it decides who has the focus. */
  #resize(width, height) {
    const x = Math.round((screen.width - width) / 2);
    const y = Math.round((screen.height - height) / 2);
    return this.#send('POST', '/window/rect', { x, y, width, height });
  }

  #keys(...actions) {
    return this.#send('POST', '/actions', { actions: [{ type: 'key', id: 'keyboard', actions }] });
  }

  #pointer(...actions) {
    return this.#send('POST', '/actions', { actions: [{ type: 'pointer', id: 'mouse', actions }] });
  }

  async #send(method, path, body) {
    return request(method, `${await this.#session}${path}`, body);
  }

  async #start() {
    const { webkitDriver, miniBrowser, xvfb } = this.#programs;
    const port = await freePort();
    // The toolbar would keep the window from becoming as narrow as a telephone.
    this.#config = mkdtempSync(join(tmpdir(), 'webkit-'));
    mkdirSync(join(this.#config, 'gtk-3.0'));
    writeFileSync(join(this.#config, 'gtk-3.0/gtk.css'), 'button, button *, entry { min-width: 0; padding: 0; }');
    const env = {
      ...process.env,
      DISPLAY: await this.#startDisplay(xvfb),
      GDK_BACKEND: 'x11',
      NO_AT_BRIDGE: '1',
      XDG_CONFIG_HOME: this.#config,
      // Its sandbox needs user namespaces, which containers do not have. Only the repository's own pages are opened.
      WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1',
    };
    this.#spawn(webkitDriver, [`--port=${port}`], { env, stdio: 'ignore' });
    const base = `http://127.0.0.1:${port}`;
    await until(() => request('GET', `${base}/status`), 15_000);
    const { sessionId } = await request('POST', `${base}/session`, {
      capabilities: {
        alwaysMatch: {
          browserName: 'MiniBrowser',
          'webkitgtk:browserOptions': { binary: miniBrowser, args: ['--automation'] },
        },
      },
    });
    return `${base}/session/${sessionId}`;
  }

  /** A display of our own, so that no window appears on the desktop; Xvfb itself picks a free number. */
  async #startDisplay(xvfb) {
    const child = this.#spawn(
      xvfb,
      ['-displayfd', '3', '-screen', '0', `${screen.width}x${screen.height}x24`, '-nolisten', 'tcp'],
      {
        stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
      },
    );
    const [number] = await Promise.race([
      once(child.stdio[3], 'data'),
      once(child, 'exit').then(() => Promise.reject(new Error('Xvfb did not start'))),
    ]);
    return `:${String(number).trim()}`;
  }

  #spawn(...args) {
    const child = spawn(...args);
    child.on('error', (error) => console.error(`cannot start ${args[0]}: ${error.message}`));
    this.#children.push(child);
    process.once('exit', () => child.kill());
    return child;
  }
}

async function request(method, url, body) {
  const response = await fetch(url, { method, ...(body && { body: JSON.stringify(body) }) });
  const { value } = await response.json();
  if (!response.ok)
    throw new Error(`WebDriver: ${method} ${url}: ${value?.message ?? value?.error ?? response.status}`);
  return value;
}

async function until(attempt, milliseconds) {
  const end = performance.now() + milliseconds;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (performance.now() > end) throw error;
      await delay(50);
    }
  }
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  return port;
}
