import { timeZones } from '../domain/values/calendar.ts';
import { editDistance } from './explain/nearest.ts';

const shown = 5;

/** Zones are named after one city in English: what other large cities and other languages say for it. */
const cities: Readonly<Record<string, string>> = {
  ...{ wien: 'Europe/Vienna', vienne: 'Europe/Vienna', graz: 'Europe/Vienna', austria: 'Europe/Vienna' },
  ...{ munich: 'Europe/Berlin', munchen: 'Europe/Berlin', hamburg: 'Europe/Berlin', frankfurt: 'Europe/Berlin' },
  ...{ koln: 'Europe/Berlin', cologne: 'Europe/Berlin', germany: 'Europe/Berlin' },
  ...{ bern: 'Europe/Zurich', genf: 'Europe/Zurich', geneva: 'Europe/Zurich', switzerland: 'Europe/Zurich' },
  ...{ rom: 'Europe/Rome', roma: 'Europe/Rome', milan: 'Europe/Rome', milano: 'Europe/Rome', italy: 'Europe/Rome' },
  ...{ prag: 'Europe/Prague', praha: 'Europe/Prague', brussel: 'Europe/Brussels', bruxelles: 'Europe/Brussels' },
  ...{ warschau: 'Europe/Warsaw', warszawa: 'Europe/Warsaw', krakow: 'Europe/Warsaw', moskau: 'Europe/Moscow' },
  ...{ lissabon: 'Europe/Lisbon', lisboa: 'Europe/Lisbon', athen: 'Europe/Athens', bukarest: 'Europe/Bucharest' },
  ...{ kopenhagen: 'Europe/Copenhagen', kobenhavn: 'Europe/Copenhagen', lyon: 'Europe/Paris', france: 'Europe/Paris' },
  ...{ barcelona: 'Europe/Madrid', spain: 'Europe/Madrid', uk: 'Europe/London', england: 'Europe/London' },
  ...{ beijing: 'Asia/Shanghai', peking: 'Asia/Shanghai', china: 'Asia/Shanghai', osaka: 'Asia/Tokyo' },
  ...{ mumbai: 'Asia/Kolkata', delhi: 'Asia/Kolkata', india: 'Asia/Kolkata', kairo: 'Africa/Cairo' },
  ...{ san_francisco: 'America/Los_Angeles', seattle: 'America/Los_Angeles', pst: 'America/Los_Angeles' },
  ...{ boston: 'America/New_York', washington: 'America/New_York', miami: 'America/New_York' },
  ...{ nyc: 'America/New_York', montreal: 'America/Toronto', mst: 'America/Denver', cst: 'America/Chicago' },
};

/** The time zones whose names come nearest to one that is none, the nearest first. */
export function nearestZones(name: string): string[] {
  const city = (name.split('/').pop() as string).toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');
  const own = Object.hasOwn(cities, city) ? cities[city] : undefined;
  // Without a region it is taken for a city's name.
  const comparable = (zone: string): string =>
    (name.includes('/') ? zone : (zone.split('/').pop() as string)).toLowerCase();
  const byName = timeZones()
    .map((zone) => ({ zone, distance: zone === own ? -1 : editDistance(name.toLowerCase(), comparable(zone)) }))
    .sort((one, other) => one.distance - other.distance);
  return byName.slice(0, shown).map(({ zone }) => zone);
}
