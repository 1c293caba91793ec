import { setting } from './poshmark.ts';
import { minutes, type Sample, sampler } from './sample.ts';

/** The order of the story of a lost dispute, placed three minutes before `now` (epoch ms). */
export function samples(now: number): Sample[] {
  const make = sampler({ ...setting, firstNumber: 200_099 }, now);
  return [
    make('pm-story', 'From an accepted offer, three minutes ago', {
      status: 'PLACED',
      placed: minutes(3),
      goods: [[3]],
      order: { facts: { fromOffer: true } },
    }),
  ];
}
