// The pages of the site, their order, and where their text comes from: nothing that is said elsewhere is said here again.

/** A part of README, by its heading of the second level; `''` is what comes before the first. */
const readme = (slug, title, section, heading = title) => ({ slug, title, source: 'README.md', section, heading });
const doc = (slug, title) => ({ slug, title, source: `docs/${slug}.md` });
/** Written for the site alone. */
const own = (slug, title) => ({ slug, title, source: `site/pages/${slug}.md` });
/** Made of what the build writes. */
const made = (slug, title, make) => ({ slug, title, make });

/**
 * @param {string[]} tags the elements
 * @returns {{ label: string, pages: { slug: string, title: string, source?: string, section?: string, heading?: string, sidebar?: string, make?: string }[] }[]}
 */
export const groups = (tags) => [
  {
    label: 'Start',
    pages: [
      { ...readme('index', 'order-cancel-elements', ''), sidebar: 'What it is' },
      own('start', 'Start in five minutes'),
      readme('a-page', 'A page', 'A page'),
      readme(
        'withdrawal-in-five-minutes',
        'EU withdrawal button in five minutes',
        'EU withdrawal button in five minutes',
      ),
    ],
  },
  {
    label: 'Elements',
    pages: [
      readme('elements', 'Elements, events, types, style', 'The elements'),
      ...tags.map((tag) => made(tag, `<${tag}>`, 'element')),
    ],
  },
  {
    label: 'Rules',
    pages: [
      readme('policies', 'Policies', 'Policies'),
      doc('policy-language', 'The policy language'),
      doc('policy-tools', 'Tools for policies'),
      doc('presets', 'All presets compared'),
      doc('requirements', 'Requirements of the systems'),
    ],
  },
  {
    label: 'Orders and shops',
    pages: [
      made('order-record', 'The order, field by field', 'order'),
      doc('shops', 'Connecting a shop'),
      doc('shop-protocol', 'The protocol over HTTP'),
      doc('shop-recipes', 'Recipes for other shop systems'),
    ],
  },
  {
    label: 'Recipes',
    pages: [
      own('recipes', 'Sign-in, guests, content security, moving over'),
      doc('webhooks', 'Webhooks and letters'),
      doc('texts', 'Words and languages'),
      doc('ssr', 'Rendered on the server'),
      readme('testing', 'Testing with the mocks', 'Mocks'),
    ],
  },
  {
    label: 'Server',
    pages: [
      readme('server', 'The server', 'The server'),
      doc('running', 'Running it'),
      doc('evidence', 'Evidence'),
      doc('versions', 'Versions and upgrades'),
      own('comparison', 'Compared with its peers'),
    ],
  },
  {
    label: 'Law and people',
    pages: [doc('eu-withdrawal', 'The right of withdrawal'), doc('accessibility', 'Accessibility')],
  },
];
