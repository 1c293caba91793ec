import { parseInstant } from '../../domain/values/instant.ts';
import { isFree, slotsOf } from '../stores/slots.ts';
import type { AppendResult, Begun, CancellationStore, Message, Plan } from '../stores/store.ts';
import { beginning, finishing, plannedAt } from './at-once.ts';
import { addAnswer, claim, replaceAnswer, unclaim } from './claims.ts';
import { type Database, fromJson, fromText, listOf, type Run, toJson, toText, undo } from './database.ts';
import { disown, markUsed } from './files.ts';
import { endOf, type Leases, noteEnd } from './leases.ts';
import { keepCancellations, keepListings } from './listings.ts';
import { appendTo, headAfter, isLogged, link, replaceEntry } from './log.ts';
import { addSlots, demandLease, demandOwn, holdSlots, makeRow, slotsIn, touch } from './orders.ts';
import { sql } from './statement.ts';

type Transitions = Pick<
  CancellationStore,
  'begin' | 'beginHeld' | 'finish' | 'abandon' | 'keep' | 'append' | 'erase' | 'unfinished'
>;

export function createTransitions(database: Database, leases: Leases): Transitions {
  return {
    begin: (plan, lease) =>
      database.transact(async (run): Promise<Begun> => {
        const { id, orderId, cancellations } = plan;
        const isFirst = await touch(run, orderId, lease, {
          set: sql`plan_id = ${toText(id)}, plan = ${toJson(plan)}, planned_at = ${plannedAt(plan)}`,
          where: sql`plan_id is null`,
        });
        if (!isFirst) return { code: 'planned' };
        if (!(await claim(run, plan))) return undo({ code: 'taken' });
        // The order's row is this transaction's: nobody else changes what is held.
        if (!isFree(plan, await slotsIn(run, orderId))) return undo({ code: 'held' });
        await addSlots(run, orderId, cancellations.flatMap(slotsOf));
        return { code: 'begun' };
      }),

    async beginHeld(plan, { version, cancellations }, work) {
      // What is held is what the cancellations on record hold, as nothing is under way.
      if (!isFree(plan, cancellations.flatMap(slotsOf))) return { code: 'held' };
      let code: 'taken' | 'moved' = 'moved';
      const done = await leases.briefly(
        plan.orderId,
        async (until) => {
          const { first, parts } = beginning(plan, version, until);
          const begun = await database.together<{ fence: number | string }>(first, parts);
          if (begun && 'undone' in begun) code = 'taken';
          return begun && 'fence' in begun ? Number(begun.fence) : null;
        },
        work,
      );
      return done ? { code: 'begun', ...done } : { code };
    },

    async finish(plan, result, lease) {
      const { id, orderId } = plan;
      demandOwn(lease, orderId);
      const linked = await link(database, orderId, result.append);
      if (linked.last) {
        if (!lease) await makeRow(database, orderId);
        const { first, parts } = finishing(plan, result, linked, lease);
        const finished = await database.together<object>(first, parts);
        if (finished && 'undone' in finished) return { code: 'known' };
        if (finished) {
          noteEnd(lease);
          return { code: 'appended', head: headAfter(linked) };
        }
      }
      if (lease) await demandLease(database, lease);
      if (!(await isLogged(database, orderId, id))) return { code: 'moved' };
      // Begun again after it was finished, it is finished all the same.
      await forget(database, plan, lease);
      return { code: 'known' };
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
        sql`select order_id from oc_orders where plan_id is not null order by planned_at, order_id`,
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
      set: sql`plan_id = null, plan = null, ${endOf(lease)}`,
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
    noteEnd(lease);
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
