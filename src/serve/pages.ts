import { html, raw } from 'hono/html';
import type { Order } from '../domain/records.ts';
import { formatMoney } from '../i18n/format-money.ts';
import { people, sentStatus } from './orders.ts';

type Html = ReturnType<typeof html>;
type Person = NonNullable<(typeof people)[string]>;

const money = (amount: Order['total']): string => formatMoney('en', amount);
const day = (at: string): string => new Intl.DateTimeFormat('en', { dateStyle: 'medium' }).format(new Date(at));

/** A page of the sample shop. Strict policies hold: no inline script or style. */
function page(title: string, person: Person | null, main: Html): Html {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title} – Sample shop</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/shop.css" />
        <script type="module" src="/elements/order-cancel-elements.js"></script>
      </head>
      <body>
        <header>
          <a href="/">Sample shop</a>
          ${
            person
              ? html`<form method="post" action="/sign-out">
                  <span>${person.name}</span>
                  <button>Sign out</button>
                </form>`
              : ''
          }
        </header>
        <main>
          <h1>${title}</h1>
          ${main}
        </main>
      </body>
    </html>`;
}

export function signInPage(next: string): Html {
  return page(
    'Sign in',
    null,
    html`<p>Whose side do you want to see? There is no password: this is a sample.</p>
      <ul class="cards">
        ${Object.values(people).map(
          ({ id, name, what }) =>
            html`<li>
              <form method="post" action="/sign-in">
                <input type="hidden" name="next" value="${next}" />
                <button name="person" value="${id}"><strong>${name}</strong> ${what}</button>
              </form>
            </li>`,
        )}
      </ul>`,
  );
}

/** `actor`: in which role somebody sees them. */
export function ordersPage(person: Person, orders: Order[]): Html {
  const [actor = 'buyer'] = person.roles;
  const queue = html`<seller-cancel-queue></seller-cancel-queue>`;
  const list = html`<ul class="orders">
    ${orders.map(
      (order) =>
        html`<li>
          <div>
            <a href="/orders/${order.id}"><strong>${order.lines.map(({ title }) => title).join(', ')}</strong></a>
            <p>Order ${order.number} · ${day(order.placedAt)} · ${money(order.total)}</p>
          </div>
          <div class="do">
            ${actor === 'buyer' ? html`<order-cancel-button order-id="${order.id}"></order-cancel-button>` : shipping(order)}
            <cancel-status-badge order-id="${order.id}"></cancel-status-badge>
          </div>
        </li>`,
    )}
  </ul>`;
  return page(
    actor === 'buyer' ? 'My orders' : 'Back office',
    person,
    html`<order-cancel-provider backend="/api" actor="${actor}">
      ${actor === 'buyer' ? '' : queue} ${actor === 'seller' ? html`<h2>Orders</h2>` : ''} ${orders.length > 0 ? list : ''}
    </order-cancel-provider>`,
  );
}

function shipping(order: Order): Html | string {
  if (!sentStatus(order) || order.shippedAt) return order.shippedAt ? 'Sent' : '';
  return html`<form method="post" action="/orders/${order.id}/ship"><button>Mark as sent</button></form>`;
}

export function orderPage(person: Person, order: Order): Html {
  const [actor = 'buyer'] = person.roles;
  return page(
    `Order ${order.number ?? order.id}`,
    person,
    html`<order-cancel-provider backend="/api" actor="${actor}">
      <p>${day(order.placedAt)} · ${money(order.total)} · sold by ${order.seller.name}</p>
      <ul>
        ${order.lines.map(
          ({ title, quantity, unitPrice }) => html`<li>${quantity} × ${title}, ${money(unitPrice)}</li>`,
        )}
      </ul>
      <p class="do">
        <cancel-status-badge order-id="${order.id}"></cancel-status-badge>
        <order-cancel-button order-id="${order.id}"></order-cancel-button>
      </p>
      <cancel-timeline order-id="${order.id}"></cancel-timeline>
      <p><a href="/">All orders</a></p>
    </order-cancel-provider>`,
  );
}

export function problemPage(title: string, text: string): Html {
  return page(title, null, html`<p>${text}</p><p><a href="/">To the orders</a></p>`);
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
