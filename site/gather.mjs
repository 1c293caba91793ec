// Makes the pages of the site (site/.made/, not kept): README's parts, docs/ and site/pages/ with links that hold there, a page an
// element of the manifest, and the order's members of its schema and types.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { filesIn, manifest, root } from '../scripts/entries.mjs';
import { examples } from './examples.mjs';
import { anchorOf, fenced, headingsIn } from './headings.mjs';
import { groups } from './pages.mjs';

const read = (file) => readFileSync(join(root, file), 'utf8');
const online = manifest.repository.url.replace(/^git\+|\.git$/g, '');

/** A part of README: `''` is what comes before the first heading of the second level. Its own headings come one level up. */
export function sectionOf(text, heading) {
  const starts = [];
  let at = 0;
  for (const [index, part] of fenced(text).entries()) {
    if (index % 2 === 0) for (const match of part.matchAll(/^## (.+)$/gm)) starts.push([match[1], at + match.index]);
    at += part.length;
  }
  const begin = heading === '' ? 0 : starts.find(([words]) => words === heading)?.[1];
  if (begin === undefined) throw new Error(`README has no part “${heading}”`);
  const end = starts.map(([, place]) => place).find((place) => place > begin) ?? text.length;
  return text.slice(begin, end);
}

const elements = JSON.parse(read('dist/custom-elements.json'))
  .modules.flatMap(({ declarations }) => declarations)
  .filter(({ tagName }) => tagName)
  // The one that most pages begin with comes first.
  .sort((a, b) => Number(b.tagName === 'order-cancel-button') - Number(a.tagName === 'order-cancel-button'));
const eventClasses = JSON.parse(read('dist/custom-elements.json'))
  .modules.flatMap(({ declarations }) => declarations)
  .filter(({ name }) => name.endsWith('Event'));

const sections = groups(elements.map(({ tagName }) => tagName)).map(({ label, pages }) => ({
  label,
  pages: pages.map((page) => (page.make === 'element' ? { ...page, slug: page.slug, tag: page.slug } : page)),
}));
export const pages = sections.flatMap(({ pages }) => pages);

const slugOf = (file, anchor) => {
  const among = pages.filter(({ source }) => source === file);
  if (among.length < 2) return among[0]?.slug;
  // README: the page that holds the heading.
  const holds = ({ section }) =>
    headingsIn(sectionOf(read(file), section)).some(({ words }) => anchorOf(words) === anchor);
  return (among.find(holds) ?? (anchor ? undefined : among[0]))?.slug;
};

/** Links of a file, from where it lies in the repository to where its page lies in the site. */
function withLinks(text, file) {
  const changed = (target) => {
    if (/^[a-z]+:/.test(target) || target.endsWith('.html') || /\.html#/.test(target)) return target;
    const [path, anchor] = target.split('#');
    const to = path === '' ? file : posix.join(posix.dirname(file), path);
    const slug = slugOf(to, anchor);
    if (!slug) return `${online}/blob/main/${to}${anchor ? `#${anchor}` : ''}`;
    // What is a part's heading of its own is the page's title there.
    const page = pages.find((one) => one.slug === slug);
    const isTitle = page.section && anchorOf(page.section) === anchor;
    return `./${slug}.html${anchor && !isTitle ? `#${anchor}` : ''}`;
  };
  return fenced(text)
    .map((part, at) => (at % 2 ? part : part.replace(/\]\(([^)\s]+)\)/g, (_, target) => `](${changed(target)})`)))
    .join('');
}

const cell = (text = '') => text.replaceAll('|', '\\|').replace(/\s*\n\s*/g, ' ');
const code = (text) => (text ? `\`${cell(text)}\`` : '');
/** In Markdown `<` begins a tag. */
const words = (text = '') => cell(text).replace(/<(?=[a-z/])(?![^`]*`)/g, '&lt;');

function table(heads, rows) {
  if (rows.length === 0) return '';
  return [
    `| ${heads.join(' | ')} |`,
    `|${heads.map(() => '---').join('|')}|`,
    ...rows.map((row) => `| ${row.join(' | ')} |`),
  ].join('\n');
}

const part = (title, text) => (text ? `## ${title}\n\n${text}\n` : '');

function elementPage({ tag }) {
  const element = elements.find(({ tagName }) => tagName === tag);
  const example = examples[tag];
  if (!example) throw new Error(`${tag} has no example: site/examples.mjs`);
  const fields = (element.members ?? []).filter(({ kind }) => kind === 'field');
  const methods = (element.members ?? []).filter(({ kind }) => kind === 'method');
  return [
    words(element.description),
    `\`import 'order-cancel-elements/define/${tag}';\``,
    part('Example', `<div class="live not-content">\n${example}\n</div>\n\n\`\`\`html\n${example}\n\`\`\``),
    part(
      'Attributes and properties',
      table(
        ['attribute', 'property', 'type', 'meaning'],
        fields.map((field) => [
          code(field.attribute),
          code(field.name),
          code(field.type?.text),
          words(field.description),
        ]),
      ),
    ),
    part(
      'Methods',
      table(
        ['method', 'gives', 'meaning'],
        methods.map((method) => [code(`${method.name}()`), code(method.return?.type?.text), words(method.description)]),
      ),
    ),
    part(
      'Events',
      table(
        ['event', 'class', 'when', 'members'],
        (element.events ?? []).map((event) => [
          code(event.name),
          code(event.type?.text),
          words(event.description),
          (eventClasses.find(({ name }) => name === event.type?.text)?.members ?? [])
            .map(({ name }) => code(name))
            .join(', '),
        ]),
      ),
    ),
    part(
      'Slots',
      table(
        ['slot', 'meaning'],
        (element.slots ?? []).map(({ name, description }) => [code(name) || 'the default one', words(description)]),
      ),
    ),
    part(
      'Parts',
      table(
        ['`::part()`', 'meaning'],
        (element.cssParts ?? []).map(({ name, description }) => [code(name), words(description)]),
      ),
    ),
    part(
      'Custom properties',
      table(
        ['property', 'default', 'meaning'],
        (element.cssProperties ?? []).map((one) => [code(one.name), code(one.default), words(one.description)]),
      ),
    ),
    part(
      'States',
      table(
        ['`:state()`', 'meaning'],
        (element.cssStates ?? []).map(({ name, description }) => [code(name), words(description)]),
      ),
    ),
  ]
    .filter(Boolean)
    .join('\n\n');
}

/** What the types say of each member, by interface and name: the schema gives shapes, they give meaning. */
function meanings() {
  const source = read('src/domain/records.ts');
  const found = {};
  for (const [, comment, name, body] of source.matchAll(
    /(?:\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\n)?export interface (\w+) \{\n([\s\S]*?)\n\}/g,
  )) {
    const plain = (text = '') =>
      text
        .replace(/^\s*\* ?/gm, '')
        .replace(/\s+/g, ' ')
        .trim();
    found[name] = { '': plain(comment) };
    for (const [, said, member] of body.matchAll(/(?:^ {2}\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\n)?^ {2}(\w+)\??:/gm))
      found[name][member] = plain(said);
  }
  return found;
}

/** Whose types say what the members of a path of the schema mean. */
const interfaces = {
  '': 'Order',
  'payment.parts': 'PaymentPart',
  surcharges: 'Surcharge',
  lines: 'OrderLine',
  'lines.components': 'Component',
  fulfilments: 'Fulfilment',
  buyer: 'Party',
  notices: 'Notice',
  scans: 'CarrierScan',
};

function orderPage() {
  const schema = JSON.parse(read('dist/order.schema.json'));
  const said = meanings();
  const named = (ref) =>
    ref
      .split('/')
      .at(-1)
      .replace(/^buyer$/, 'party');
  const bare = (one) => {
    const options = one.anyOf?.filter(({ type }) => type !== 'null');
    return options?.length === 1 ? bare(options[0]) : one;
  };
  const objectOf = (one) => {
    const inner = bare(one);
    if (inner.$ref) return objectOf(schema.$defs[inner.$ref.split('/').at(-1)]);
    if (inner.type === 'array') return objectOf(inner.items);
    return inner.properties ? inner : undefined;
  };
  const shape = (one) => {
    const inner = bare(one);
    if (inner.$ref) return named(inner.$ref) === 'amount' ? 'money' : named(inner.$ref);
    if (inner.enum) return inner.enum.map((value) => JSON.stringify(value)).join(', ');
    if (inner.anyOf) return inner.anyOf.map(shape).join(' or ');
    if (inner.type === 'array')
      return `list of ${shape(inner.items)}${inner.maxItems ? `, at most ${inner.maxItems.toLocaleString('en')}` : ''}`;
    if (inner.description?.startsWith('an instant')) return 'instant (RFC 3339, with an offset)';
    if (inner.type === 'object') return inner.properties ? 'object' : 'object of values by name';
    return inner.const === undefined ? String(inner.type ?? 'any') : JSON.stringify(inner.const);
  };
  const out = [];
  const queue = [['', schema]];
  while (queue.length > 0) {
    const [path, one] = queue.shift();
    const told = said[interfaces[path] ?? 'none'] ?? {};
    const rows = Object.entries(one.properties).map(([name, member]) => {
      const inside = objectOf(member);
      const target = path ? `${path}.${name}` : name;
      const isMoney = inside?.properties.currency && inside.properties.amount;
      if (inside && !isMoney && !(target === 'seller' || target === 'sellers')) queue.push([target, inside]);
      return [
        code(name),
        isMoney ? '[money](#money)' : words(shape(member)),
        one.required?.includes(name) ? 'yes' : '',
        words(told[name]),
      ];
    });
    out.push(
      `${path ? `## ${code(path)}\n\n` : ''}${words(told[''])}\n\n${table(['member', 'shape', 'required', 'meaning'], rows)}`,
    );
  }
  out.push(`## Money\n\n${words(said.Money[''])} \`currency\`: ${words(said.Money.currency)}`);
  return [
    'What the shop’s server gives of an order, and what a policy’s rules read. Made of `order-cancel-elements/order.schema.json` (the shapes) and of the package’s types (the meaning). Optional members may be left out, or `null`. `seller` and `sellers` are made as `buyer` is.',
    ...out,
  ].join('\n\n');
}

const front = ({ title, sidebar }) =>
  `---\ntitle: ${JSON.stringify(title)}\n${sidebar ? `sidebar:\n  label: ${JSON.stringify(sidebar)}\n` : ''}---\n\n`;

/** The page's text, without its title. */
export function textOf(page) {
  if (page.make === 'element') return elementPage(page);
  if (page.make === 'order') return orderPage();
  const text = read(page.source);
  const chosen = page.section === undefined ? text : sectionOf(text, page.section);
  const body = withLinks(chosen.replace(/^#{1,2} .+\n/, ''), page.source);
  // Headings of a part of README come one level up, as its own has become the title.
  return page.section
    ? fenced(body)
        .map((one, at) => (at % 2 ? one : one.replace(/^#(#+ )/gm, '$1')))
        .join('')
    : body;
}

const folder = join(root, 'site/.made');

/** Writes the pages. */
export function gather() {
  const stray = filesIn('docs').filter((file) => file.endsWith('.md') && !pages.some(({ source }) => source === file));
  if (stray.length > 0) throw new Error(`no page of the site shows ${stray.join(', ')}: site/pages.mjs`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, 'pages'), { recursive: true });
  for (const page of pages)
    writeFileSync(join(folder, 'pages', `${page.slug}.md`), `${front(page)}${textOf(page).trim()}\n`);
  const sidebar = [
    ...sections.map(({ label, pages }) => ({
      label,
      items: pages.map(({ slug, title, sidebar: short }) => ({ label: short ?? title, slug })),
    })),
    {
      label: 'To try',
      items: [
        { label: 'The demo', link: '/demo/index.html' },
        { label: 'Playground', link: '/demo/playground.html' },
        { label: 'Every state', link: '/demo/states.html' },
      ],
    },
  ];
  writeFileSync(join(folder, 'sidebar.mjs'), `export const sidebar = ${JSON.stringify(sidebar, null, 2)};\n`);
}

/** The site for programs that read: what there is, in a line each (llmstxt.org). */
export function llmsText() {
  const first = (page) => {
    const plain = textOf(page)
      .replace(/^(?:[#|<`].*|- .*|\s*)$/gm, '')
      .trim();
    return (
      plain
        .split(/\n\s*\n/)[0]
        ?.replace(/\s+/g, ' ')
        .slice(0, 200) ?? ''
    );
  };
  return [
    `# ${manifest.name}`,
    '',
    `> ${manifest.description}`,
    '',
    ...sections.flatMap(({ label, pages }) => [
      `## ${label}`,
      '',
      ...pages.map((page) => `- [${page.title}](./md/${page.slug}.md): ${first(page)}`),
      '',
    ]),
  ].join('\n');
}
