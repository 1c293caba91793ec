import { sql } from 'kysely';
import { parseInstant } from '../../domain/values/instant.ts';
import { isFree, slotsOf } from '../stores/slots.ts';
import type { AppendResult, Begun, CancellationStore, Message, Plan } from '../stores/store.ts';
import { addAnswer, answerClaim, claim, replaceAnswer, unclaim } from './claims.ts';
import { type Database, fromJson, fromText, listOf, type Run, toJson, toText, undo } from './database.ts';
import { addChanges } from './feed.ts';
import { disown, markUsed } from './files.ts';
import { keepCancellations, keepListings } from './listings.ts';
import { appendTo, isLogged, link, replaceEntry } from './log.ts';
import { addSlots, holdSlots, slotsIn, touch } from './orders.ts';

type Transitions = Pick<CancellationStore, 'begin' | 'finish' | 'abandon' | 'keep' | 'append' | 'erase' | 'unfinished'>;

/** The plan is not the order's any more. */
const withoutPlan = ({ id }: Plan) => sql`plan = case when plan_id = ${toText(id)} then null else plan end,
  plan_id = case when plan_id = ${toText(id)} then null else plan_id end`;

export function createTransitions(database: Database): Transitions {
  return {
    begin: (plan, lease) =>
      database.transact(async (run): Promise<Begun> => {
        const { id, orderId, cancellations } = plan;
        const isFirst = await touch(run, orderId, lease, {
          set: sql`plan_id = ${toText(id)}, plan = ${toJson(plan)}`,
          where: sql`plan_id is null`,
        });
        if (!isFirst) return { code: 'planned' };
        if (!(await claim(run, plan))) return undo({ code: 'taken' });
        // The order's row is this transaction's: nobody else changes what is held.
        if (!isFree(plan, await slotsIn(run, orderId))) return undo({ code: 'held' });
        await addSlots(run, orderId, cancellations.flatMap(slotsOf));
        return { code: 'begun' };
      }),

    async finish(plan, { cancellations, answer, listings, append, changes }, lease) {
      const { id, orderId, message, meta } = plan;
      const linked = await link(database, orderId, append);
      const finished = await database.transact(async (run): Promise<AppendResult> => {
        const appended = await appendTo(run, orderId, linked, lease, withoutPlan(plan), (of) =>
          isLogged(of, orderId, id),
        );
        if (appended.code !== 'appended') return appended;
        await keepCancellations(run, orderId, cancellations);
        const ids = new Set([...plan.cancellations, ...cancellations].map((one) => one.id));
        await holdSlots(run, orderId, [...ids], cancellations);
        if (message) await keepMessage(run, message);
        if (answer) await answerClaim(run, plan, answer, parseInstant(meta.at));
        await addChanges(run, changes);
        await keepListings(run, listings);
        return appended;
      });
      // Begun again after it was finished, it is finished all the same.
      if (finished.code === 'known') await forget(database, plan, lease);
      return finished;
    },

    abandon: (plan, lease) => forget(database, plan, lease),

    async keep(answer, message, append, uses = [], lease = null) {
      const { orderId } = answer;
      const linked = await link(database, orderId, append);
      return database.transact(async (run): Promise<AppendResult> => {
        const appended = await appendTo(run, orderId, linked, lease);
        if (!(await addAnswer(run, answer))) return undo({ code: 'known' });
        if (appended.code === 'moved') return undo(appended);
        if (message) await keepMessage(run, message);
        await markUsed(run, uses);
        return appended;
      });
    },

    async append(orderId, append, lease) {
      const linked = await link(database, orderId, append);
      return database.transact((run) => appendTo(run, orderId, linked, lease));
    },

    async erase(orderId, { entries, messages, cancellations, listings, answers, attachments }, append, lease) {
      const linked = append && (await link(database, orderId, append));
      return database.transact(async (run) => {
        const isSame = linked
          ? (await appendTo(run, orderId, linked, lease)).code === 'appended'
          : await touch(run, orderId, lease, { where: sql`head_seq = 0` });
        if (!isSame) return false;
        for (const entry of entries) await replaceEntry(run, orderId, entry);
        for (const message of messages) await keepMessage(run, message);
        await keepCancellations(run, orderId, cancellations);
        for (const answer of answers) await replaceAnswer(run, answer);
        await disown(run, attachments);
        await keepListings(run, listings);
        return true;
      });
    },

    async unfinished() {
      const rows = await database.rows<{ order_id: string }>(
        sql`select order_id from oc_orders where plan_id is not null order by order_id`,
      );
      return rows.map((row) => fromText(row.order_id));
    },
  };
}

/** Takes a plan out: its key is free again, and of the order as much is held as before. */
async function forget(database: Database, plan: Plan, lease: Parameters<Transitions['abandon']>[1]): Promise<void> {
  const { id, orderId } = plan;
  const ids = plan.cancellations.map((one) => one.id);
  await database.transact(async (run) => {
    const isThere = await touch(run, orderId, lease, {
      set: sql`plan_id = null, plan = null`,
      where: sql`plan_id = ${toText(id)}`,
    });
    if (!isThere) return;
    await unclaim(run, plan);
    const rows = await run.rows<{ body: string }>(
      sql`select body from oc_cancellations where id in ${listOf(ids.map(toText))}`,
    );
    await holdSlots(
      run,
      orderId,
      ids,
      rows.map(({ body }) => fromJson(body)),
    );
  });
}

async function keepMessage(run: Run, message: Message): Promise<void> {
  const { id, orderId, at } = message;
  await run.rows(
    sql`insert into oc_messages (id, order_id, at, body)
      values (${toText(id)}, ${toText(orderId)}, ${parseInstant(at) || 0}, ${toJson(message)})
      on conflict (id) do update set body = excluded.body`,
  );
}
