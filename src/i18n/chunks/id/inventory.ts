// Made from src/i18n/messages/ by `npm run texts`.
import type { TextTable } from '../../part.ts';

export default {
  "inventory.step": "Langkah {step} dari {count}",
  "inventory.options": "Pilih opsi penggabungan",
  "inventory.edit": "Ubah barang",
  "inventory.verify": "Periksa barang",
  "inventory.upload": "Unggah barang ke inventaris dan batalkan pesanan",
  "inventory.one-step": "Batalkan tanpa mengubah",
  "inventory.one-step-hint": "Barang digabungkan dengan lot Anda; lot mempertahankan nilai lamanya.",
  "inventory.action": "Yang terjadi pada barang",
  "inventory.consolidate": "Gabungkan dengan lot barang yang sama",
  "inventory.new-lot": "Buat lot baru",
  "inventory.delete": "Hapus: tidak kembali ke stok",
  "inventory.values": "Nilai lot gabungan",
  "inventory.old": "Pertahankan nilai lama lot",
  "inventory.new": "Gunakan nilai barang",
  "inventory.quantity": "Jumlah (paling banyak {count})",
  "inventory.price": "Harga satuan",
  "inventory.description": "Deskripsi",
  "inventory.condition": "Kondisi",
  "inventory.next": "Berikutnya",
  "inventory.back": "Kembali",
  "inventory.bad-quantity": "Silakan masukkan bilangan bulat dari 1 sampai {count}.",
  "inventory.bad-price": "Silakan masukkan harga seperti {amount}.",
  "inventory.ready": "Barang ini kembali ke stok setelah Anda mengonfirmasi.",
  "inventory.none": "Tidak ada barang yang kembali.",
} satisfies TextTable;
