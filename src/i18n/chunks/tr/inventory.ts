// Made from src/i18n/messages/ by `npm run texts`.
import type { TextTable } from '../../part.ts';

export default {
  "inventory.step": "Adım {step} / {count}",
  "inventory.options": "Birleştirme seçeneklerini belirle",
  "inventory.edit": "Ürünleri düzenle",
  "inventory.verify": "Ürünleri doğrula",
  "inventory.upload": "Ürünleri envantere yükle ve siparişi iptal et",
  "inventory.one-step": "Düzenlemeden iptal et",
  "inventory.one-step-hint": "Ürünler partilerinizle birleştirilir; partiler eski değerlerini korur.",
  "inventory.action": "Ürün ne olacak",
  "inventory.consolidate": "Aynı ürünün partisiyle birleştir",
  "inventory.new-lot": "Yeni parti oluştur",
  "inventory.delete": "Sil: geri dönmez",
  "inventory.values": "Birleştirilmiş partinin değerleri",
  "inventory.old": "Partinin eski değerlerini koru",
  "inventory.new": "Ürünün değerlerini al",
  "inventory.quantity": "Adet (en fazla {count})",
  "inventory.price": "Birim fiyat",
  "inventory.description": "Tanım",
  "inventory.condition": "Durum",
  "inventory.next": "İleri",
  "inventory.back": "Geri",
  "inventory.bad-quantity": "Lütfen 1 ile {count} arasında bir tam sayı girin.",
  "inventory.bad-price": "Lütfen şuna benzer bir fiyat girin: {amount}.",
  "inventory.ready": "Onayladığınızda bu ürünler geri döner.",
  "inventory.none": "Hiçbir ürün geri dönmez.",
} satisfies TextTable;
