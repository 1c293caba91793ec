// Made from src/i18n/messages/ by `npm run texts`.
import type { TextTable } from '../../part.ts';

export default {
  "inventory.step": "ステップ {step} / {count}",
  "inventory.options": "統合方法を選択",
  "inventory.edit": "商品を編集",
  "inventory.verify": "商品を確認",
  "inventory.upload": "商品を在庫に登録して注文をキャンセル",
  "inventory.one-step": "編集せずにキャンセル",
  "inventory.one-step-hint": "商品はあなたのロットに統合され、ロットの元の値が維持されます。",
  "inventory.action": "商品の扱い",
  "inventory.consolidate": "同じ商品のロットに統合",
  "inventory.new-lot": "新しいロットを作成",
  "inventory.delete": "削除：在庫に戻さない",
  "inventory.values": "統合後のロットの値",
  "inventory.old": "ロットの元の値を維持",
  "inventory.new": "商品の値を使用",
  "inventory.quantity": "数量（最大{count}）",
  "inventory.price": "単価",
  "inventory.description": "説明",
  "inventory.condition": "状態",
  "inventory.next": "次へ",
  "inventory.back": "戻る",
  "inventory.bad-quantity": "1から{count}までの整数を入力してください。",
  "inventory.bad-price": "{amount}のように価格を入力してください。",
  "inventory.ready": "確定すると、これらの商品が在庫に戻ります。",
  "inventory.none": "在庫に戻る商品はありません。",
} satisfies TextTable;
