// Made from src/i18n/messages/ by `npm run texts`.
import type { TextTable } from '../../part.ts';

export default {
  "inventory.step": "Стъпка {step} от {count}",
  "inventory.options": "Избор на обединяване",
  "inventory.edit": "Редактиране на стоките",
  "inventory.verify": "Проверка на стоките",
  "inventory.upload": "Прехвърли стоките в наличност и анулирай поръчката",
  "inventory.one-step": "Анулирай без редактиране",
  "inventory.one-step-hint": "Стоките се обединяват с Вашите партиди; партидите запазват старите си стойности.",
  "inventory.action": "Какво става със стоката",
  "inventory.consolidate": "Обединяване с партидата на същата стока",
  "inventory.new-lot": "Нова партида",
  "inventory.delete": "Изтриване: не се връща",
  "inventory.values": "Стойности на обединената партида",
  "inventory.old": "Запази старите стойности на партидата",
  "inventory.new": "Използвай стойностите на стоката",
  "inventory.quantity": "Количество (най-много {count})",
  "inventory.price": "Единична цена",
  "inventory.description": "Описание",
  "inventory.condition": "Състояние",
  "inventory.next": "Напред",
  "inventory.back": "Назад",
  "inventory.bad-quantity": "Въведете цяло число от 1 до {count}.",
  "inventory.bad-price": "Въведете цена като {amount}.",
  "inventory.ready": "Тези стоки се връщат, когато потвърдите.",
  "inventory.none": "Не се връща нито една стока.",
} satisfies TextTable;
