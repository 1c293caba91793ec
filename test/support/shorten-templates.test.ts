// biome-ignore-all lint/suspicious/noTemplateCurlyInString: they are code here
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { filesIn, root } from '../../scripts/entries.mjs';
import { shortenTemplates, shortTemplates } from '../../scripts/shorten-templates.mjs';
import { hole, shortenCss, shortenHtml } from '../../scripts/shorten-text.mjs';

const css: [what: string, before: string, after: string][] = [
  ['rules', '\n  a {\n    b: c;\n    d: e;\n  }\n\n  f { g: h }\n', ' a{b:c;d:e}f{g:h}'],
  ['lists', 'a ,\n b { c: d , e }', 'a,b{c:d,e}'],
  ['sums', 'a { b: calc( (1px - 2px) + 3px ) ; }', 'a{b:calc((1px - 2px) + 3px)}'],
  ['a pseudo-class of a descendant', 'a  :hover, b ::part(x) {}', 'a :hover,b ::part(x){}'],
  ['an attribute of a descendant', "a\n[part~='x'  i] {}", "a [part~='x' i]{}"],
  ['what follows a function', ':host( .a )  .b:not( .c ) .d {}', ':host(.a) .b:not(.c) .d{}'],
  ['combinators', 'a > b + c ~ d {}', 'a > b + c ~ d{}'],
  ['conditions', '@media screen and ( min-width: 1px ) {\n a { b: c }\n}', '@media screen and (min-width:1px){a{b:c}}'],
  ['strings', `a { content: "{ \\" ; }" ' ,  \\'' ; }`, `a{content:"{ \\" ; }" ' ,  \\''}`],
  ['a string over two lines', 'a { content: "b\\\n  c" }', 'a{content:"b\\\n  c"}'],
  ['names of areas', "a { grid: 'b  c'\n 'd  e' }", "a{grid:'b  c' 'd  e'}"],
  ['addresses', "a { b: url( c;  d\\) , e ) , url( 'f  g' ) }", "a{b:url( c;  d\\) , e ),url('f  g')}"],
  ['comments', '/* a */\nb /* } " */ { c: /* d */ e /**/ f }', ' b{c:e f}'],
  ['a comment between two names', 'a/* b */c/**/{}', 'a/**/c{}'],
  ['escaped signs', '.a\\: .b\\, .c\\{ d {}', '.a\\: .b\\, .c\\{ d{}'],
  ['the space that ends an escape', '.\\31  .\\e9 b {}', '.\\31  .\\e9 b{}'],
  ['an empty custom property', 'a { --b: ; --c: }', 'a{--b: ;--c: }'],
  ['no-break spaces', 'a { b: "\u00a0  " }', 'a{b:"\u00a0  "}'],
  ['expressions', `${hole} {\n ${hole} ; b: ${hole} ${hole} }\n`, `${hole}{${hole};b:${hole} ${hole}}`],
  ['an expression in a comment', `a /* ${hole}  b */ {}`, `a /* ${hole}  b */{}`],
  ['part of a value', ' 1px ', ' 1px '],
];

for (const [what, before, after] of css) {
  test(`CSS: ${what}`, () => assert.equal(shortenCss(before), after));
}

const html: [what: string, before: string, after: string][] = [
  ['text', '\n  a\n\n  b ', ' a b '],
  ['between elements', '<p>a</p>\n  <p> b</p>', '<p>a</p> <p> b</p>'],
  ['between attributes', '<a\n  b="c"\n  d\n  e=f\n>g</a\n>', '<a b="c" d e=f>g</a>'],
  ['attribute values', '<a b="c  d\n>" e=\'f  "\' g = h>', '<a b="c  d\n>" e=\'f  "\' g = h>'],
  ['a slash that would join the value', '<a b=c />\n<a b=/c/ >', '<a b=c /> <a b=/c/>'],
  ['a quote inside of a value', `<a b=c'  d="  "  e>`, `<a b=c' d="  " e>`],
  [
    'expressions',
    `<a\n  ${hole}\n  .b=${hole}\n  @c=${hole}\n>  ${hole}  ${hole}</a>`,
    `<a ${hole} .b=${hole} @c=${hole}> ${hole} ${hole}</a>`,
  ],
  ['a sign that opens nothing', 'a  <  b <= c', 'a < b <= c'],
  ['comments', '<!--  a  > -->  b', '<!--  a  > --> b'],
  ['no-break spaces', 'a\u00a0 \u00a0b\u2009  c', 'a\u00a0 \u00a0b\u2009 c'],
  [
    'preformatted text',
    '<pre\n a>\n  b <i>  c</i>\n  <!-- </pre> -->  </pre>  d',
    '<pre\n a>\n  b <i>  c</i>\n  <!-- </pre> -->  </pre> d',
  ],
  ['text areas', '<TextArea  a>\n  <b  c>  </textarea  >  d', '<TextArea a>\n  <b  c>  </textarea> d'],
  [
    'other elements whose text is no markup',
    '<style> a  { </style><title>  a</title>  b',
    '<style> a  { </style><title>  a</title> b',
  ],
  ['names that begin alike', '<pretty>  a</pretty><titles>  b', '<pretty> a</pretty><titles> b'],
  ['a text area that does not end', '<textarea>  a', '<textarea>  a'],
];

for (const [what, before, after] of html) {
  test(`HTML: ${what}`, () => assert.equal(shortenHtml(before).text, after));
}

test('HTML tells which expressions are in preformatted text', () => {
  const text = `${hole}<pre>${hole}<b>${hole}</b></pre>${hole}<textarea>${hole}</textarea>${hole}`;
  assert.deepEqual(shortenHtml(text).kept, [1, 2, 4]);
});

test('templates are found in TypeScript, also in expressions of one another', () => {
  const code = [
    'const é = <T,>(a: T) => html<T>`  <p  a=${a as string}>${ok ? html`\n  <b>\n` : css`a { b: c; }`}</p  >`;',
    'class A { declare static b: string; static c = css`\n\na { b: ${`{ ; }  `} }` }',
  ].join('\n');
  const expected = [
    'const é = <T,>(a: T) => html<T>` <p a=${a as string}>${ok ? html` <b> ` : css`a{b:c}`}</p>`;',
    'class A { declare static b: string; static c = css` a{b:${`{ ; }  `}}` }',
  ].join('\n');
  assert.equal(shortenTemplates(code), expected);
});

test('what only looks like a template stays', () => {
  const code = [
    "const a = 'css`a { }` html`  `'; // css`a { }`",
    'const b = /css`a { }`/.test(`css\\`a { }\\` ${"html`  `"}`);',
    'const c = svg`  ` + x.css`a { }` + `  ` + css(`a { }`) + toString`  `;',
  ].join('\n');
  assert.equal(shortenTemplates(code), code);
});

test('a template inside of preformatted text stays', () => {
  const code = 'html`<pre>${list.map((a) => html`  <i>  ${html`  `}</i>`)}</pre>  ${html`  `}`';
  assert.equal(shortenTemplates(code), 'html`<pre>${list.map((a) => html`  <i>  ${html`  `}</i>`)}</pre> ${html` `}`');
});

const parts = (code: string): string[] => new Function('html', 'css', `return ${code}`)(String.raw, take);
const take = (strings: TemplateStringsArray) => [...strings];

test('escapes mean the same afterwards', () => {
  const code = String.raw`css${'`'}a  { content: '\\201C \`  \${  $'; b: "\u{1f600}\
  c" }  $${'${1}'}{ \n\n\x20 }${'`'}`;
  assert.deepEqual(parts(code), ['a  { content: \'\\201C `  ${  $\'; b: "😀  c" }  $', '{ \n\n  }']);
  assert.deepEqual(parts(shortenTemplates(code)), ['a{content:\'\\201C `  ${  $\';b:"😀  c"}$', '{}']);
});

test('line ends of every system, and a carriage return that is meant', () => {
  assert.equal(shortenTemplates('css`a {\r\n  b: c;\r\n}`'), 'css`a{b:c}`');
  assert.deepEqual(parts(shortenTemplates('css`"\\r"  {}`')), ['"\r"{}']);
});

test('a template with an escape that is none, or with the sign for expressions, stays', () => {
  for (const code of ['css`a  \\u{ }`', 'css`a  \\0 }`']) assert.equal(shortenTemplates(code), code);
});

test('a module that cannot be parsed is named', () => {
  assert.throws(() => shortenTemplates('css`', 'src/broken.ts'), /src\/broken\.ts/);
});

test('the plugin touches the sources, and nothing else', () => {
  const { handler } = shortTemplates.transform;
  assert.equal(handler('css`a { }`', join(root, 'src/a.ts'))?.code, 'css`a{}`');
  assert.equal(handler('css`a { }`', join(root, 'node_modules/a/src/a.ts')), undefined);
});

test('in the sources only whitespace, comments and last semicolons go, and all at once', () => {
  const solid = (code: string) => code.replace(/\/\*[\s\S]*?\*\/|\/\/.*|[\s;]/g, '');
  for (const file of filesIn('src').filter((file: string) => file.endsWith('.ts'))) {
    const code = readFileSync(join(root, file), 'utf8');
    const short = shortenTemplates(code, file);
    assert.equal(solid(short), solid(code), file);
    assert.equal(shortenTemplates(short, file), short, file);
  }
});
