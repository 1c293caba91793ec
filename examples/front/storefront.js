// The page of a buyer: what any shop has already, and one button and one badge an order.
import { buy, ordersOf, signIn } from '/shop.js';

const $ = (id) => document.getElementById(id);

/** An element with what it holds; text stays text. */
function element(name, attributes, ...content) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...content);
  return made;
}

function row({ id, number, placedAt, total, items }) {
  const when = new Date(placedAt).toLocaleString('en', { dateStyle: 'medium', timeStyle: 'short' });
  const price = new Intl.NumberFormat('en', { style: 'currency', currency: total.currency }).format(total.value);
  return element(
    'li',
    {},
    element(
      'p',
      {},
      element('strong', {}, items.join(', ')),
      element('br', {}),
      `Order ${number} · ${when} · ${price}`,
    ),
    element(
      'div',
      {},
      element('order-cancel-button', { 'order-id': id }),
      element('cancel-status-badge', { 'order-id': id }),
    ),
  );
}

async function show() {
  const orders = await ordersOf();
  $('nobody').hidden = orders !== null;
  $('somebody').hidden = orders === null;
  // Rows that are there keep their elements, and what somebody is doing in them.
  const known = new Set([...$('orders').children].map((one) => one.id));
  for (const order of (orders ?? []).toReversed()) {
    if (known.has(`order-${order.id}`)) continue;
    const made = row(order);
    made.id = `order-${order.id}`;
    $('orders').prepend(made);
  }
}

/** Does it once at a time, and says what went wrong. */
function onClick(id, action) {
  $(id).addEventListener('click', async () => {
    $(id).disabled = true;
    $('fault').textContent = '';
    try {
      await action();
      await show();
    } catch (error) {
      $('fault').textContent = error.message;
    }
    $(id).disabled = false;
  });
}

onClick('sign-in', signIn);
onClick('buy', () => buy({ MUG: 2, TOWEL: 1 }));
show().catch((error) => {
  $('fault').textContent = error.message;
});
