// Made from src/i18n/messages/ by `npm run texts`.
import type { TextTable } from '../../part.ts';

export default {
  "inventory.step": "Paso {step} de {count}",
  "inventory.options": "Elegir opciones de agrupación",
  "inventory.edit": "Editar artículos",
  "inventory.verify": "Revisar artículos",
  "inventory.upload": "Subir artículos al inventario y cancelar el pedido",
  "inventory.one-step": "Cancelar sin editar",
  "inventory.one-step-hint": "Los artículos se agrupan con sus lotes; los lotes conservan sus valores anteriores.",
  "inventory.action": "Qué se hace con el artículo",
  "inventory.consolidate": "Agrupar con el lote del mismo artículo",
  "inventory.new-lot": "Crear un lote nuevo",
  "inventory.delete": "Eliminar: no vuelve",
  "inventory.values": "Valores del lote agrupado",
  "inventory.old": "Conservar los valores anteriores del lote",
  "inventory.new": "Usar los valores del artículo",
  "inventory.quantity": "Cantidad (máximo {count})",
  "inventory.price": "Precio unitario",
  "inventory.description": "Descripción",
  "inventory.condition": "Estado",
  "inventory.next": "Siguiente",
  "inventory.back": "Atrás",
  "inventory.bad-quantity": "Introduzca un número entero de 1 a {count}.",
  "inventory.bad-price": "Introduzca un precio como {amount}.",
  "inventory.ready": "Estos artículos vuelven cuando confirme.",
  "inventory.none": "No vuelve ningún artículo.",
} satisfies TextTable;
