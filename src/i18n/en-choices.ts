/** English, the part of the dialog's choices: which items, and what becomes of them. */
const en = {
  'choice.items': 'What to cancel',
  'choice.all': 'The whole order',
  'choice.some': 'Only some items',
  'choice.of': '{title}: how many of {count}',
  'choice.none': 'Please choose at least one item.',
  'choice.stock': 'Items and coupons',
  'choice.restock': 'Put the items back into stock',
  'choice.coupons': 'Give the coupons back: {codes}',
};

export default en;
