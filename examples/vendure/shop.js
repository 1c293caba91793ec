// How the storefront speaks to Vendure: its Shop API, with the session's cookie.

async function ask(query, variables = {}) {
  const answer = await fetch('/shop-api', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = await answer.json();
  const failed = errors?.[0] ?? Object.values(data).find((one) => one?.errorCode);
  if (failed) throw new Error(failed.message);
  return data;
}

const failing = '... on ErrorResult { errorCode message }';
const ada = { emailAddress: 'ada@example.com', password: 'a long password' };

/** Signs somebody in, who has an account from the first time on. */
export async function signIn() {
  const person = { ...ada, firstName: 'Ada', lastName: 'Lovelace' };
  await ask(
    `mutation ($input: RegisterCustomerInput!) { registerCustomerAccount(input: $input) { __typename ${failing} } }`,
    { input: person },
  );
  await ask(
    `mutation ($u: String!, $p: String!) { login(username: $u, password: $p, rememberMe: true) { __typename ${failing} } }`,
    { u: ada.emailAddress, p: ada.password },
  );
}

/** Orders so many of each item, and pays for them. `paying`: how the example's payments behave. */
export async function buy(wanted, paying = {}) {
  const { products } = await ask('{ products { items { variants { id sku } } } }');
  const variants = products.items.flatMap((one) => one.variants);
  for (const [sku, n] of Object.entries(wanted)) {
    const { id } = variants.find((one) => one.sku === sku);
    await ask(
      `mutation ($id: ID!, $n: Int!) { addItemToOrder(productVariantId: $id, quantity: $n) { __typename ${failing} } }`,
      { id, n },
    );
  }
  await ask(`mutation ($a: CreateAddressInput!) { setOrderShippingAddress(input: $a) { __typename ${failing} } }`, {
    a: {
      fullName: 'Ada Lovelace',
      streetLine1: 'Hafenstr. 1',
      city: 'Hamburg',
      postalCode: '20457',
      countryCode: 'DE',
    },
  });
  const { eligibleShippingMethods: methods } = await ask('{ eligibleShippingMethods { id } }');
  await ask(`mutation ($id: [ID!]!) { setOrderShippingMethod(shippingMethodId: $id) { __typename ${failing} } }`, {
    id: [methods[0].id],
  });
  await ask(`mutation { transitionOrderToState(state: "ArrangingPayment") { __typename ${failing} } }`);
  await ask(
    `mutation ($m: JSON!) { addPaymentToOrder(input: { method: "card", metadata: $m }) { __typename ${failing} } }`,
    { m: paying },
  );
}

/** The orders of whoever is signed in, newest first; `null`: nobody is. */
export async function ordersOf() {
  const { activeCustomer } = await ask(`{ activeCustomer { orders(options: {
    filter: { active: { eq: false } }, sort: { orderPlacedAt: DESC } }) { items {
      code orderPlacedAt totalWithTax currencyCode lines { quantity orderPlacedQuantity productVariant { name } } } } } }`);
  if (!activeCustomer) return null;
  return activeCustomer.orders.items.map(({ code, orderPlacedAt, totalWithTax, currencyCode, lines }) => ({
    id: code,
    number: code,
    placedAt: orderPlacedAt,
    total: { value: totalWithTax / 100, currency: currencyCode },
    items: lines.map((line) => `${line.orderPlacedQuantity} × ${line.productVariant.name}`),
  }));
}
