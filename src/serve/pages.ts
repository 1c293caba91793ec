import { html, raw } from 'hono/html';
import type { Order } from '../domain/records.ts';
import { formatMoney } from '../i18n/format-money.ts';
import { people, sentStatus } from './orders.ts';
import { languages, type Tongue, tongues, type Word } from './words.ts';

type Html = ReturnType<typeof html>;
type Person = NonNullable<(typeof people)[string]>;

/** What a page needs to know of who looks at it. */
export interface Reader {
  language: Tongue;
  person: Person | null;
  /** Where the same page is in another language. */
  addressIn: (language: Tongue) => string;
}

/** The words of a language, and how it writes amounts and days. */
function speak(language: Tongue) {
  const { words } = tongues[language];
  const days = new Intl.DateTimeFormat(language, { dateStyle: 'medium' });
  return {
    /** A value that is filled in keeps its own direction. */
    say: (word: Word, value = ''): string => words[word].replace(/\{\w+\}/, () => `\u2068${value}\u2069`),
    money: (amount: Order['total']): string => formatMoney(language, amount),
    day: (at: string): string => days.format(new Date(at)),
  };
}

/** A page of the sample shop. Strict policies hold: no inline script or style. */
function page({ language, person, addressIn }: Reader, title: string, main: Html): Html {
  const { say } = speak(language);
  return html`<!doctype html>
    <html lang="${language}" dir="${tongues[language].dir}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title} – ${say('shop')}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/shop.css" />
        <script type="module" src="/elements/order-cancel-elements.js"></script>
      </head>
      <body>
        <header>
          <a href="/">${say('shop')}</a>
          ${
            person
              ? html`<form method="post" action="/sign-out">
                  <bdi>${person.name}</bdi>
                  <button>${say('sign-out')}</button>
                </form>`
              : ''
          }
        </header>
        <main>
          <h1>${title}</h1>
          ${main}
        </main>
        <footer>
          <nav aria-label="${say('languages')}">
            ${languages.map((tag) => {
              const { name, dir } = tongues[tag];
              const current = tag === language ? raw(' aria-current="true"') : '';
              return html`<a href="${addressIn(tag)}" hreflang="${tag}" lang="${tag}" dir="${dir}"${current}>${name}</a> `;
            })}
          </nav>
        </footer>
      </body>
    </html>`;
}

export function signInPage(reader: Reader, next: string): Html {
  const { say } = speak(reader.language);
  return page(
    reader,
    say('sign-in'),
    html`<p>${say('whose')}</p>
      <ul class="cards">
        ${Object.values(people).map(
          ({ id, name }) =>
            html`<li>
              <form method="post" action="/sign-in">
                <input type="hidden" name="next" value="${next}" />
                <button name="person" value="${id}"><strong><bdi>${name}</bdi></strong> ${say(id)}</button>
              </form>
            </li>`,
        )}
      </ul>`,
  );
}

export function ordersPage(reader: Reader, person: Person, orders: Order[]): Html {
  const { say, money, day } = speak(reader.language);
  /** In which role they are seen. */
  const [actor = 'buyer'] = person.roles;
  const shipping = (order: Order): Html | string => {
    if (!sentStatus(order) || order.shippedAt) return order.shippedAt ? say('sent') : '';
    return html`<form method="post" action="/orders/${order.id}/ship"><button>${say('send')}</button></form>`;
  };
  const queue = html`<seller-cancel-queue></seller-cancel-queue>`;
  const list = html`<ul class="orders">
    ${orders.map(
      (order) =>
        html`<li>
          <div>
            <a href="/orders/${order.id}"
              ><strong><bdi>${order.lines.map(({ title }) => title).join(', ')}</bdi></strong></a
            >
            <p>${say('order', order.number)} · ${day(order.placedAt)} · <bdi>${money(order.total)}</bdi></p>
          </div>
          <div class="do">
            ${actor === 'buyer' ? html`<order-cancel-button order-id="${order.id}"></order-cancel-button>` : shipping(order)}
            <cancel-status-badge order-id="${order.id}"></cancel-status-badge>
          </div>
        </li>`,
    )}
  </ul>`;
  return page(
    reader,
    say(actor === 'buyer' ? 'my-orders' : 'back-office'),
    html`<order-cancel-provider backend="/api" actor="${actor}">
      ${actor === 'buyer' ? '' : queue} ${actor === 'seller' ? html`<h2>${say('orders')}</h2>` : ''}
      ${orders.length > 0 ? list : ''}
    </order-cancel-provider>`,
  );
}

export function orderPage(reader: Reader, person: Person, order: Order): Html {
  const { say, money, day } = speak(reader.language);
  const [actor = 'buyer'] = person.roles;
  return page(
    reader,
    say('order', order.number ?? order.id),
    html`<order-cancel-provider backend="/api" actor="${actor}">
      <p>${day(order.placedAt)} · <bdi>${money(order.total)}</bdi> · ${say('sold-by', order.seller.name)}</p>
      <ul>
        ${order.lines.map(
          ({ title, quantity, unitPrice }) =>
            html`<li>${quantity} × <bdi>${title}</bdi> · <bdi>${money(unitPrice)}</bdi></li>`,
        )}
      </ul>
      <p class="do">
        <cancel-status-badge order-id="${order.id}"></cancel-status-badge>
        <order-cancel-button order-id="${order.id}"></order-cancel-button>
      </p>
      <cancel-timeline order-id="${order.id}"></cancel-timeline>
      <p><a href="/">${say('all-orders')}</a></p>
    </order-cancel-provider>`,
  );
}

export function problemPage(reader: Reader, title: Word, text: Word): Html {
  const { say } = speak(reader.language);
  return page(reader, say(title), html`<p>${say(text)}</p><p><a href="/">${say('to-orders')}</a></p>`);
}

export const css = raw(`
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; accent-color: light-dark(#15509c, #9cc4ff);
  --line: light-dark(#dcdfe4, #3a3e46); background: light-dark(#f6f7f9, #15171b); color: light-dark(#1b1d21, #eceef1); }
* { box-sizing: border-box; }
body { margin: 0; }
header { display: flex; flex-wrap: wrap; gap: .5rem 1rem; justify-content: space-between; align-items: center;
  padding: .75rem 1rem; border-block-end: 1px solid var(--line); background: light-dark(#fff, #1d2025); }
header a { font-weight: 700; color: inherit; text-decoration: none; }
header form { display: flex; gap: .75rem; align-items: center; }
footer { padding: 1rem; border-block-start: 1px solid var(--line); }
footer nav { display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; max-inline-size: 72rem; margin-inline: auto; }
footer a { padding-block: .6rem; }
[aria-current] { color: inherit; text-decoration: none; font-weight: 700; }
main { max-inline-size: 72rem; margin-inline: auto; padding: 1rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.2rem; margin-block-start: 2rem; }
a { color: light-dark(#15509c, #9cc4ff); }
p { margin-block: .25rem; }
header button, .cards button, .do > form button { font: inherit; color: inherit; background: transparent; padding: .4rem .8rem;
  border: 1px solid var(--line); border-radius: .5rem; cursor: pointer; }
button:hover { border-color: currentColor; }
:focus-visible { outline: 2px solid light-dark(#15509c, #9cc4ff); outline-offset: 2px; }
.cards, .orders { list-style: none; padding: 0; display: grid; gap: .75rem; }
.cards { grid-template-columns: repeat(auto-fill, minmax(min(16rem, 100%), 1fr)); }
.cards button { inline-size: 100%; text-align: start; padding: 1rem; background: light-dark(#fff, #1d2025); }
.cards strong { display: block; }
.orders li { display: flex; flex-wrap: wrap; gap: .75rem 1.5rem; justify-content: space-between; align-items: center;
  padding: 1rem; border: 1px solid var(--line); border-radius: .75rem; background: light-dark(#fff, #1d2025); }
.orders p { color: light-dark(#5b606a, #a7adb8); }
.do { display: flex; flex-wrap: wrap; gap: .75rem; align-items: center; }
`);
