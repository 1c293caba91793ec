// npm run size [-- --why]: what a page has to fetch, brotli, against its budget. --why lists the modules inside.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { brotliSize, bundle, bundleForScriptTag, inFewFiles, modulesIn, withStaticImports } from './bundle.mjs';
import { manifest, publicEntries, root } from './entries.mjs';

const KB = 1024;
const why = process.argv.includes('--why');
const button = [
  "import '/src/elements/order-cancel-button/define.ts';",
  "export { restBackend } from '/src/backend/rest-backend.ts';",
  "export { default as policy } from '/src/policy/presets/poshmark.ts';",
];
const timeline = [
  "import '/src/elements/cancel-timeline/define.ts';",
  "export { restBackend } from '/src/backend/rest-backend.ts';",
];
const withdrawal = [
  "import '/src/elements/contract-withdrawal/define.ts';",
  "export { restBackend } from '/src/backend/rest-backend.ts';",
];
const policy = ["import '/src/elements/cancel-policy/define.ts';"];
const queue = [
  "import '/src/elements/seller-cancel-queue/define.ts';",
  "export { restBackend } from '/src/backend/rest-backend.ts';",
];

/** What is needed at once is one file, as on a page that has nothing but the queue, or the timeline. */
const atOnce = { groups: [{ name: 'core', tags: ['$initial'] }] };

/**
 * `budget`: what it should be. `limit`: what it may be for now, where the budget is not met yet: what was measured,
 * rounded up to 0.05 KB. It goes down, but for a fault that cannot be mended in fewer bytes.
 * `lazy`: chunks with such a module are counted too, as they are once it has been used.
 * `without`: packages that the page has anyway.
 */
const budgets = [
  // What the limits are above: parts that are gone are asked for again and said to be gone (about 0.3 KB), what was sent is known
  // after a reload (0.4), answers are held against what was asked and sessions that ended are told (0.5), styles go along
  // into another document (0.2), a policy that the page names is asked for with the orders (0.4), what a server rendered is
  // taken over (0.1), money in flight is reserved and each side has bounds of its own (0.4 in dialog and queue).
  // The order as it is (parts, parcels, tenders, taxes, several requests side by side): 0.5 before the first button, about 3 in the
  // dialog, 3.5 in the queue with everything.
  // The statutory lane is a part that comes later, which has to be named (0.05 in script tag and timeline).
  // What the shop is still carrying out is shown and asked about (0.1 everywhere).
  // Templates and styles are shipped as they are written: without their indents it is 0.2 less in the dialog, 0.5 in the queue.
  // What reads a policy comes after the button (1.9 less here), in a file of its own, which compresses worse: 0.8 to 1.3 more in
  // dialog, queue and timeline, where it is counted too. CONTRIBUTING.md says what each is made of.
  { title: 'first button: button, REST backend, one preset, Lit', code: button, budget: 12 * KB, limit: 13.95 * KB },
  {
    title: 'the same after its dialog was opened',
    code: button,
    // Its composer of messages, what sends, what tells the outcome and what explains a late denial come only when there is something of it; the
    // choices of items only where a policy leaves them.
    lazy: /order-cancel-button\/dialog\/(?!message\.ts|outcome\.ts|unknown\.ts|denied\.ts|choices\/)|\/policy-compiler\.ts|\/chunks\/en\/(?:dialog|form)\.ts/,
    // Fees, taxes and shares of a refund are 1.7, here and in the queue. Beside the button's own: views of a denial and of who answers next, one look for all controls, words in one table.
    budget: 22 * KB,
    // What decides about thousands of lines at once (0.1), here, in the queue and in the timeline.
    limit: 36.3 * KB,
  },
  {
    title: 'withdrawal in a page’s foot: its shell, before anything is shown, beside Lit',
    code: withdrawal,
    without: ['lit'],
    files: atOnce,
    budget: 2.6 * KB,
  },
  {
    title: 'the same with its button, its dialog, its words and what sends it',
    code: withdrawal,
    // Each language is a file of its own, of much the same size; reading a policy, the order's store and the rest stay away.
    lazy: /contract-withdrawal\/withdrawal-view|\/rest-withdraw\.ts|\/chunks\/en\/withdrawal\.ts/,
    without: ['lit'],
    files: atOnce,
    // 0.4 of it are the grounds of Art. 16.
    budget: 15.7 * KB,
  },
  {
    title: 'first button with the withdrawal beside it, of an order that has the right',
    code: button,
    // The file of the dialog comes along: the look that both share is in it.
    lazy: /order-cancel-button\/details\.ts|contract-withdrawal\/|\/chunks\/en\/withdrawal\.ts/,
    budget: 46 * KB,
  },
  {
    title: 'script tag, first load',
    code: ["import '/src/define.ts';"],
    make: bundleForScriptTag,
    // The button again, with what every other element stands on.
    budget: 14 * KB,
    limit: 14.4 * KB,
  },
  {
    title: 'seller queue: its rows, their words and REST backend, beside Lit',
    code: queue,
    // What decides, finds and counts comes when a person goes on to do so.
    lazy: /seller-cancel-queue\/queue-view|\/rest-list\.ts|\/chunks\/en\/(?:badge|dialog|form|outcome|codes|queue)\.ts/,
    without: ['lit'],
    files: atOnce,
    // Its words are 9 KB of it before compression, those of the dialog that it shares 5, of codes 5; and the look that all share.
    budget: 25 * KB,
    limit: 28.1 * KB,
  },
  {
    title: 'the same with details, decisions, many at once, any order',
    code: queue,
    lazy: /seller-cancel-queue\/(?:queue-view|panel)|\/policy-compiler\.ts|\/rest-(?:list|send)\.ts|\/chunks\/en\/(?:badge|dialog|form|outcome|codes|queue)\.ts/,
    without: ['lit'],
    files: atOnce,
    // Its forms, those of many at once, the table of transitions, which says what is open in each row, and what says in place
    // that a part is missing.
    budget: 25 * KB,
    // What is kept, and reserved money that ends, are told (0.1).
    limit: 52.3 * KB,
  },
  {
    title: 'the rows with statements of withdrawal above them',
    code: queue,
    // They are loaded only for those who may see any.
    lazy: /seller-cancel-queue\/(?:queue-view|withdrawals)|\/rest-list\.ts|\/chunks\/en\/(?:badge|dialog|form|outcome|codes|queue|withdrawals)\.ts/,
    without: ['lit'],
    files: atOnce,
    budget: 33.5 * KB,
  },
  {
    title: 'help page in a page: its shell, before anything is shown, beside Lit',
    code: policy,
    without: ['lit'],
    files: atOnce,
    budget: 2 * KB,
  },
  {
    title: 'the same with its table, picture and sentences, and their words',
    code: policy,
    // The words of every code and of alerts are 9 of it, its own 4; what decides, which says what is usual, 12.
    lazy: /cancel-policy\/policy-view|\/chunks\/en\/(?:details|dialog|codes|lookup|record|policy)\.ts/,
    without: ['lit'],
    files: atOnce,
    budget: 40 * KB,
  },
  {
    title: 'timeline: the record, what it says, its words and REST backend, beside Lit',
    code: timeline,
    // The packet and the calendar come when a person saves them.
    lazy: /cancel-timeline\/timeline-view|\/policy-compiler\.ts|\/rest-(?:list|send)\.ts|\/chunks\/en\/(?:badge|dialog|form|outcome|codes|record|timeline)\.ts/,
    without: ['lit'],
    files: atOnce,
    // The case is read, checked and worded on the page, so that nobody has to be believed; and the look that all share.
    // Of several sellers' orders each reads what is theirs: 0.05.
    budget: 40 * KB,
    limit: 47.25 * KB,
  },
];

/** What nobody should pay for before the first click. */
const neverEager = [
  /\/node_modules\/zod\//,
  // Who the other side is, is not the table of transitions.
  /\/src\/domain\/(lifecycle\/(?!other-party\.ts)|settlement\/)/,
  /\/evidence/,
  // What reads a policy: until then the server's decision stands.
  /\/src\/domain\/(decision|withdrawal)\//,
  /\/src\/i18n\/chunks\/(?!en\/button\.)[\w-]+\/\w+\.ts$/,
];

const problems = [];
const rows = [];
for (const { title, code, lazy, budget, limit = budget, make, files = inFewFiles, without = [] } of budgets) {
  const absent = code.map((line) => line.match(/'\/(.+)'/)[1]).filter((file) => !existsSync(join(root, file)));
  if (absent.length > 0) {
    problems.push(`${title}: there is no ${absent.join(', ')}`);
    continue;
  }
  const chunks = await (make?.() ??
    bundle('entry', { plugins: [virtual('entry', code.join('\n'))], external: without, codeSplitting: files }));
  const eager = withStaticImports(
    chunks,
    chunks.find((chunk) => chunk.isEntry),
  );
  const wanted = lazy ? chunks.filter((chunk) => modulesIn(chunk).some((id) => lazy.test(id))) : [];
  if (lazy && wanted.length === 0) problems.push(`${title}: nothing matches ${lazy}`);
  const loaded = withStaticImports(chunks, ...eager, ...wanted);
  rows.push({ title, size: brotliSize(loaded), budget, limit, loaded });
  for (const id of eager.flatMap(modulesIn).filter((id) => neverEager.some((pattern) => pattern.test(id)))) {
    problems.push(`${title}: ${id.replace(`${root}/`, '')} is loaded before the first click`);
  }
}

const packages = [...Object.keys(manifest.dependencies), ...Object.keys(manifest.peerDependencies)];
for (const { specifier, source } of publicEntries()) {
  const chunks = await bundle(source, { external: packages });
  const loaded = withStaticImports(
    chunks,
    chunks.find((chunk) => chunk.isEntry),
  );
  rows.push({ title: specifier, size: brotliSize(loaded), loaded });
}

const kilobytes = (bytes) => `${(bytes / KB).toFixed(2)} KB`.padStart(9);
for (const { title, size, budget, limit, loaded } of rows) {
  const over = size > budget;
  console.log(
    `${kilobytes(size)} ${budget ? `of ${kilobytes(budget)}` : ' '.repeat(12)}  ${title}${over ? '  OVER BUDGET' : ''}`,
  );
  if (size > limit) problems.push(`${title}: ${Math.ceil(size - limit)} bytes over what it may be`);
  if (why && budget) {
    const modules = loaded.flatMap((chunk) =>
      modulesIn(chunk).map((id) => [chunk.modules[id].renderedLength, id.replace(`${root}/`, '')]),
    );
    for (const [length, id] of modules.sort((a, b) => b[0] - a[0]))
      console.log(`${String(length).padStart(12)}  ${id}`);
  }
}
if (problems.length > 0) {
  console.error(`\n${problems.join('\n')}`);
  process.exitCode = 1;
}

function virtual(name, code) {
  return {
    name: 'virtual',
    resolveId: (source) => (source === name ? name : undefined),
    load: (id) => (id === name ? code : undefined),
  };
}
