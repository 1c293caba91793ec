// Where the browsers are, and how to get the ones that are missing. Nothing is ever downloaded but system packages.
import { readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { installPackages, isExecutable, onPath } from './system.mjs';

const programFiles = [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA].filter(
  Boolean,
);
const onMac = (app, name) => [
  join('/Applications', app, 'Contents/MacOS', name),
  join(homedir(), 'Applications', app, 'Contents/MacOS', name),
];
const onWindows = (path) => programFiles.map((folder) => join(folder, path));

/** MiniBrowser lives beside the library, in a folder named after the WebKitGTK it belongs to. */
function miniBrowserPlaces() {
  const places = [];
  for (const lib of ['/usr/lib', '/usr/lib64', '/usr/libexec', ...subfolders('/usr/lib', /-linux-gnu/)]) {
    for (const folder of subfolders(lib, /^webkit2?gtk-/)) places.push(join(folder, 'MiniBrowser'));
  }
  return places.sort().reverse();
}

function subfolders(folder, pattern) {
  try {
    return readdirSync(folder)
      .filter((name) => pattern.test(name))
      .map((name) => join(folder, name));
  } catch {
    return [];
  }
}

const programs = {
  chromium: {
    variable: 'CHROMIUM_PATH',
    names: ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge'],
    places: () => [
      '/snap/bin/chromium',
      ...onMac('Google Chrome.app', 'Google Chrome'),
      ...onMac('Chromium.app', 'Chromium'),
      ...onWindows('Google/Chrome/Application/chrome.exe'),
      ...onWindows('Microsoft/Edge/Application/msedge.exe'),
    ],
    packages: { debian: ['chromium'], ubuntu: ['chromium-browser'] },
  },
  firefox: {
    variable: 'FIREFOX_PATH',
    names: ['firefox', 'firefox-esr'],
    places: () => [
      '/snap/bin/firefox',
      ...onMac('Firefox.app', 'firefox'),
      ...onWindows('Mozilla Firefox/firefox.exe'),
    ],
    packages: { debian: ['firefox-esr'], ubuntu: ['firefox'] },
  },
  webkitDriver: {
    variable: 'WEBKIT_DRIVER_PATH',
    names: ['WebKitWebDriver'],
    places: () => [],
    packages: { debian: ['webkit2gtk-driver', 'dbus'], ubuntu: ['webkit2gtk-driver', 'dbus'] },
  },
  miniBrowser: {
    variable: 'MINIBROWSER_PATH',
    names: ['MiniBrowser'],
    places: miniBrowserPlaces,
    packages: { debian: ['webkit2gtk-driver'], ubuntu: ['webkit2gtk-driver'] },
  },
  xvfb: {
    variable: 'XVFB_PATH',
    names: ['Xvfb'],
    places: () => [],
    packages: { debian: ['xvfb'], ubuntu: ['xvfb'] },
  },
};

/** What each engine needs. */
const engines = {
  chromium: ['chromium'],
  firefox: ['firefox'],
  webkit: ['webkitDriver', 'miniBrowser', 'xvfb'],
};

/**
 * Path of a program (`chromium`, `firefox`, `webkitDriver`, `miniBrowser`, `xvfb`), or undefined.
 * Its environment variable comes first; a variable that leads nowhere is an error, not a hint.
 */
export function findBrowser(name) {
  const { variable, names, places } = programs[name];
  const given = process.env[variable];
  if (given) {
    if (!isExecutable(given)) throw new Error(`${variable} is ${given}, which is not a program that can be run`);
    return given;
  }
  return [...onPath(names), ...places()].find(isExecutable);
}

/**
 * The engines to test in, each with the paths of its programs. Missing ones are installed where that is possible,
 * else this throws; an engine named in SKIP_ENGINES is left out, with a notice.
 */
export function requireEngines(wanted = Object.keys(engines)) {
  for (const name of wanted) {
    if (!engines[name]) throw new Error(`no engine is called "${name}"; there are ${Object.keys(engines).join(', ')}`);
  }
  const skipped = (process.env.SKIP_ENGINES ?? '').split(',').map((name) => name.trim());
  const used = wanted.filter((name) => !skipped.includes(name));
  for (const name of wanted.filter((name) => skipped.includes(name))) {
    console.warn(`\n!!! ${name} is left out, as SKIP_ENGINES asks: nothing below says that this works in ${name}.\n`);
  }
  const missing = () => used.flatMap((name) => engines[name]).filter((name) => !findBrowser(name));
  if (missing().length > 0) install(missing());
  if (missing().length > 0) throw new Error(explain(missing(), used));
  return Object.fromEntries(
    used.map((name) => [name, Object.fromEntries(engines[name].map((program) => [program, findBrowser(program)]))]),
  );
}

function install(names) {
  installPackages('the browser tests need', (distribution) => [
    ...new Set(names.flatMap((name) => programs[name].packages[distribution])),
  ]);
}

function explain(missing, used) {
  const lost = used.filter((name) => engines[name].some((program) => missing.includes(program)));
  const variables = missing.map((name) => programs[name].variable).join(', ');
  const packages = [...new Set(missing.flatMap((name) => programs[name].packages.debian))].join(' ');
  return [
    `cannot test in ${lost.join(', ')}: not found: ${missing.join(', ')}.`,
    process.platform === 'linux'
      ? `Install them (Debian: apt-get install ${packages}) or say where they are with ${variables}.`
      : `Say where they are with ${variables}. WebKitGTK exists for Linux only: elsewhere leave it out, or use a container.`,
    `To go on without: SKIP_ENGINES=${lost.join(',')}`,
  ].join('\n');
}
