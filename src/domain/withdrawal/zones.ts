import { own } from '../values/own-member.ts';
import type { Whereabouts } from './period.ts';

/**
 * The time zones of the member states: where several, with the regions (the second half of their ISO 3166-2 codes) that are
 * not in the first. A consumer whose region is not known may be in any of them.
 */
export const zonesOfStates: Record<string, Record<string, string[]>> = {
  AT: { 'Europe/Vienna': [] },
  BE: { 'Europe/Brussels': [] },
  BG: { 'Europe/Sofia': [] },
  CY: { 'Asia/Nicosia': [] },
  CZ: { 'Europe/Prague': [] },
  DE: { 'Europe/Berlin': [] },
  DK: { 'Europe/Copenhagen': [] },
  EE: { 'Europe/Tallinn': [] },
  ES: { 'Europe/Madrid': [], 'Atlantic/Canary': ['CN', 'GC', 'TF'] },
  FI: { 'Europe/Helsinki': [] },
  FR: {
    'Europe/Paris': [],
    'America/Guadeloupe': ['GP', '971', 'MF', '978'],
    'America/Martinique': ['MQ', '972'],
    'America/Cayenne': ['GF', '973'],
    'Indian/Reunion': ['RE', '974'],
    'Indian/Mayotte': ['YT', '976'],
  },
  GR: { 'Europe/Athens': [] },
  HR: { 'Europe/Zagreb': [] },
  HU: { 'Europe/Budapest': [] },
  IE: { 'Europe/Dublin': [] },
  IT: { 'Europe/Rome': [] },
  LT: { 'Europe/Vilnius': [] },
  LU: { 'Europe/Luxembourg': [] },
  LV: { 'Europe/Riga': [] },
  MT: { 'Europe/Malta': [] },
  NL: { 'Europe/Amsterdam': [] },
  PL: { 'Europe/Warsaw': [] },
  PT: { 'Europe/Lisbon': [], 'Atlantic/Madeira': ['30'], 'Atlantic/Azores': ['20'] },
  RO: { 'Europe/Bucharest': [] },
  SE: { 'Europe/Stockholm': [] },
  SI: { 'Europe/Ljubljana': [] },
  SK: { 'Europe/Bratislava': [] },
};

/**
 * Of the states with several zones, the regions that are in the first: what ISO 3166-2 names of the mainland (2A and 2B are Corsica),
 * and the islands and cities that keep its time. Whoever is in none of the regions that are known here may be anywhere in the state.
 */
const mainlands: Record<string, RegExp> = {
  // Communities, then provinces.
  ES: /^(A[NRS]|C[BELMT]|EX|GA|IB|M[CDL]|NC|PV|RI|VC|A[BLV]?|B[AIU]?|C[ACORSU]?|G[IRU]|HU?|J|L[EOU]?|M[AU]?|NA|OR?|PM?|PO|S[AEGOS]?|TE?|TO|VA?|VI|ZA?)$/,
  // Departments, with those of Corsica, Alsace, Lyon and Paris, then regions.
  FR: /^(0[1-9]|[1-8]\d|9[0-5]|2[AB]|6AE|69M|75C|20R|ARA|BFC|BRE|CVL|GES|HDF|IDF|NAQ|NOR|OCC|PAC|PDL)$/,
  // Districts.
  PT: /^(0[1-9]|1[0-8])$/,
};

/** Codes of their own that parts of member states have, and the one that EU texts give Greece. */
const partsOfStates: Record<string, [state: string, region: string | null]> = {
  EL: ['GR', null],
  AX: ['FI', '01'],
  // Reserved, and used by post and customs.
  EA: ['ES', null],
  FX: ['FR', null],
  GF: ['FR', 'GF'],
  GP: ['FR', 'GP'],
  IC: ['ES', 'CN'],
  MF: ['FR', 'MF'],
  MQ: ['FR', 'MQ'],
  RE: ['FR', 'RE'],
  YT: ['FR', 'YT'],
};

/** Of the Union as a whole, and codes that name no country and are used where none is known. `XI` and `XK` are places. */
const noCountry = /^(?:AA|EU|EZ|Q[M-Z]|X(?![IK])[A-Z]|ZZ)$/;

/** Where a consumer is, as far as it is known. */
export interface Place {
  /** Alpha-2 code of a member state, or of another country. */
  state: string | null;
  /** The second half of an ISO 3166-2 code. */
  region: string | null;
}

/** Reads a country (`DE`) and a region (`DE-BY`, `BY`). What is no code, or another country's, is unknown. */
export function placeOf(country: unknown, region: unknown): Place {
  const named = typeof country === 'string' && /^[a-z]{2}$/i.test(country) ? country.toUpperCase() : null;
  const code = named && !noCountry.test(named) ? named : null;
  const [state = null, part] = stateOf(code);
  const [, of, given = null] =
    String(region)
      .toUpperCase()
      .match(/^(?:([A-Z]{2})-)?([A-Z\d]{1,3})$/) ?? [];
  const isTheirs = typeof region === 'string' && (!of || stateOf(of)[0] === state);
  return { state, region: part ?? (isTheirs ? given : null) };
}

function stateOf(code: string | null): (string | null)[] {
  return (code && own(partsOfStates, code)) || [code, null];
}

/** Whether a day, counted from 1970-01-01, is a public holiday at a place. */
export type HolidayAt = (day: number, place: Place) => boolean;

/**
 * Where a consumer's period may run: of a state that is not known in any, of a region that is not known in each zone of the
 * state. `own`: the consumer's zone, if it is known; `trader`: the trader's, which counts too where it is not.
 */
export function whereaboutsOf(
  { state, region }: Place,
  isHolidayAt: HolidayAt | undefined,
  own: string | null,
  trader: string | undefined,
): Whereabouts[] {
  const states = state === null ? Object.keys(zonesOfStates) : [state];
  return states.flatMap((one) => {
    const zones = zonesOf(one, region);
    const isSure = state !== null && zones.length === 1;
    const found = own !== null ? [own] : isSure || trader === undefined ? zones : [...zones, trader];
    return found.map((zone) => ({
      zone,
      ...(isHolidayAt && { isHoliday: (day: number) => isHolidayAt(day, { state: one, region }) }),
    }));
  });
}

function zonesOf(state: string, region: string | null): string[] {
  const zones = Object.entries(zonesOfStates[state] ?? {});
  const isThere = ([, regions]: [string, string[]], at: number): boolean =>
    region !== null && (regions.includes(region) || (at === 0 && !!mainlands[state]?.test(region)));
  const theirs = zones.filter(isThere);
  return (theirs.length > 0 ? theirs : zones).map(([zone]) => zone);
}
