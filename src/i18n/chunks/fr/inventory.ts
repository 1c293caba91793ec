// Made from src/i18n/messages/ by `npm run texts`.
import type { TextTable } from '../../part.ts';

export default {
  "inventory.step": "Étape {step} sur {count}",
  "inventory.options": "Choisir le regroupement",
  "inventory.edit": "Modifier les articles",
  "inventory.verify": "Vérifier les articles",
  "inventory.upload": "Verser les articles à l’inventaire et annuler la commande",
  "inventory.one-step": "Annuler sans modification",
  "inventory.one-step-hint": "Les articles sont regroupés avec vos lots ; les lots gardent leurs anciennes valeurs.",
  "inventory.action": "Ce qu’il devient",
  "inventory.consolidate": "Regrouper avec le lot du même article",
  "inventory.new-lot": "Créer un nouveau lot",
  "inventory.delete": "Supprimer : ne retourne pas en stock",
  "inventory.values": "Valeurs du lot regroupé",
  "inventory.old": "Garder les anciennes valeurs du lot",
  "inventory.new": "Reprendre les valeurs de l’article",
  "inventory.quantity": "Quantité (au maximum {count})",
  "inventory.price": "Prix unitaire",
  "inventory.description": "Description",
  "inventory.condition": "État",
  "inventory.next": "Suivant",
  "inventory.back": "Retour",
  "inventory.bad-quantity": "Veuillez saisir un nombre entier de 1 à {count}.",
  "inventory.bad-price": "Veuillez saisir un prix comme {amount}.",
  "inventory.ready": "Ces articles retourneront en stock à votre confirmation.",
  "inventory.none": "Aucun article ne retourne en stock.",
} satisfies TextTable;
