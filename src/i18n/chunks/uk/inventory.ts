// Made from src/i18n/messages/ by `npm run texts`.
import type { TextTable } from '../../part.ts';

export default {
  "inventory.step": "Крок {step} з {count}",
  "inventory.options": "Виберіть варіанти об’єднання",
  "inventory.edit": "Редагування товарів",
  "inventory.verify": "Перевірка товарів",
  "inventory.upload": "Додавання товарів на склад і скасування замовлення",
  "inventory.one-step": "Скасувати без редагування",
  "inventory.one-step-hint": "Товари об’єднуються з вашими лотами; лоти зберігають попередні значення.",
  "inventory.action": "Що з цим буде",
  "inventory.consolidate": "Об’єднати з лотом того самого товару",
  "inventory.new-lot": "Створити новий лот",
  "inventory.delete": "Видалити: не повертається",
  "inventory.values": "Значення об’єднаного лота",
  "inventory.old": "Зберегти попередні значення лота",
  "inventory.new": "Узяти значення товару",
  "inventory.quantity": "Кількість (щонайбільше {count})",
  "inventory.price": "Ціна за одиницю",
  "inventory.description": "Опис",
  "inventory.condition": "Стан",
  "inventory.next": "Далі",
  "inventory.back": "Назад",
  "inventory.bad-quantity": "Введіть ціле число від 1 до {count}.",
  "inventory.bad-price": "Введіть ціну, наприклад {amount}.",
  "inventory.ready": "Ці товари повернуться, коли ви підтвердите.",
  "inventory.none": "Жоден товар не повертається.",
} satisfies TextTable;
